namespace Orleans.Runtime;

/// <summary>
/// The grain classes of the process: those in assemblies that use the grain API, among the loaded ones and all that the
/// entry assembly refers to. Looked for again when an interface or type is not known and further assemblies were loaded.
/// </summary>
internal static class GrainTypes
{
    private const string GrainSuffix = "grain";

    private static readonly Lock s_gate = new();
    private static readonly HashSet<Assembly> s_scanned = [];
    private static readonly ConcurrentDictionary<GrainType, GrainTypeInfo> s_types = new();
    private static readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> s_resolved = new();

    /// <exception cref="ArgumentException">No class, or no single one, implements the interface.</exception>
    public static GrainType Resolve(Type interfaceType, string? classPrefix) =>
        s_resolved.TryGetValue((interfaceType, classPrefix), out var type)
            ? type
            : s_resolved.GetOrAdd((interfaceType, classPrefix), static key => Find(key.Interface, key.Prefix));

    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static GrainTypeInfo Get(GrainType type)
    {
        if (s_types.TryGetValue(type, out var info))
            return info;
        Scan();
        return s_types.TryGetValue(type, out info)
            ? info
            : throw new ArgumentException($"There is no grain class of type \"{type}\" in this process.");
    }

    /// <summary>All grain classes found so far.</summary>
    public static IEnumerable<Type> Classes
    {
        get
        {
            Scan();
            return s_types.Values.Select(t => t.Class);
        }
    }

    private static GrainType Find(Type interfaceType, string? prefix)
    {
        Scan();
        var candidates = s_types.Values.Where(t => Implements(t.Class, interfaceType)).ToList();
        if (!string.IsNullOrEmpty(prefix))
            candidates.RemoveAll(t => !t.Class.FullName!.StartsWith(prefix, StringComparison.Ordinal));
        if (candidates.Count > 1)
        {
            var name = interfaceType.Name[1..];
            if (candidates.Find(t => t.Class.Name == name || t.Class.Name == name + "Grain") is { } conventional)
                return conventional.GrainType;
        }

        return candidates switch
        {
            [var only] => only.GrainType,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}"),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(c => c.Class))}"
            ),
        };
    }

    private static bool Implements(Type grainClass, Type interfaceType) => interfaceType.IsAssignableFrom(grainClass);

    private static void Scan()
    {
        lock (s_gate)
        {
            var pending = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
            if (Assembly.GetEntryAssembly() is { } entry)
                pending.Push(entry);
            while (pending.TryPop(out var assembly))
            {
                if (assembly.IsDynamic || !s_scanned.Add(assembly) || IsFrameworkAssembly(assembly))
                    continue;
                foreach (var reference in assembly.GetReferencedAssemblies())
                {
                    if (!IsFrameworkName(reference.Name!) && TryLoad(reference) is { } loaded)
                        pending.Push(loaded);
                }

                if (UsesGrains(assembly))
                    Register(assembly);
            }
        }
    }

    private static bool UsesGrains(Assembly assembly)
    {
        var own = typeof(GrainTypes).Assembly;
        return assembly == own || assembly.GetReferencedAssemblies().Any(r => r.Name == own.GetName().Name);
    }

    private static void Register(Assembly assembly)
    {
        foreach (var type in TypeNames.LoadableTypes(assembly))
        {
            if (
                type is not { IsClass: true, IsAbstract: false }
                || !typeof(IGrainBase).IsAssignableFrom(type)
                || type.ContainsGenericParameters
            )
                continue;
            var grainType = type.GetCustomAttribute<GrainTypeAttribute>() is { } attribute
                ? attribute.GetGrainType(null!, type)
                : GrainType.Create(ConventionalName(type));
            var info = s_types.GetOrAdd(grainType, _ => new GrainTypeInfo(type, grainType));
            if (info.Class != type)
                throw new OrleansConfigurationException(
                    $"{type} and {info.Class} both have the grain type \"{grainType}\": give one of them a [GrainType] of its own."
                );
        }
    }

    /// <summary>The class name in lower case, without the suffix "grain".</summary>
    private static string ConventionalName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > GrainSuffix.Length && name.EndsWith(GrainSuffix, StringComparison.Ordinal)
            ? name[..^GrainSuffix.Length]
            : name;
    }

    private static bool IsFrameworkAssembly(Assembly assembly) => IsFrameworkName(assembly.GetName().Name!);

    private static bool IsFrameworkName(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard";

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception failure)
            when (failure is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // A reference that is not deployed holds no grains of this process.
            return null;
        }
    }
}
