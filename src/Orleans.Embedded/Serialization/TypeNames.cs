namespace Orleans.Serialization;

/// <summary>
/// Names of types on the wire: the alias where there is one, else the full name with the assembly's simple name, so that
/// versions of assemblies do not matter.
/// </summary>
internal static class TypeNames
{
    private const char AliasMark = '#';

    private static readonly ConcurrentDictionary<Type, string> s_names = new();
    private static readonly ConcurrentDictionary<string, Type> s_types = new();
    private static readonly ConcurrentDictionary<string, Type> s_aliases = new();
    private static readonly ConcurrentDictionary<Assembly, bool> s_scanned = new();

    public static string Format(Type type) => s_names.GetOrAdd(type, static t => t.IsGenericType ? Full(t) : Short(t));

    public static Type Resolve(string name) => s_types.GetOrAdd(name, Find);

    private static string Short(Type type) =>
        !type.IsInterface && type.GetCustomAttribute<AliasAttribute>(false) is { } alias
            ? AliasMark + alias.Alias
            : Full(type);

    private static string Full(Type type) => $"{Bare(type)}, {type.Assembly.GetName().Name}";

    private static string Bare(Type type)
    {
        if (type.HasElementType)
            return $"{Bare(type.GetElementType()!)}{type.Name[type.GetElementType()!.Name.Length..]}";
        if (!type.IsConstructedGenericType)
            return type.FullName ?? throw new SerializerException($"{type} is an open type.");
        var arguments = type.GetGenericArguments().Select(argument => $"[{Full(argument)}]");
        return $"{type.GetGenericTypeDefinition().FullName}[{string.Join(',', arguments)}]";
    }

    private static Type Find(string name)
    {
        if (name[0] != AliasMark)
            return Type.GetType(name, LoadedAssembly, null) ?? throw Unknown(name);
        var alias = name[1..];
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (!assembly.IsDynamic && s_scanned.TryAdd(assembly, true))
                Scan(assembly);
        }

        return s_aliases.TryGetValue(alias, out var type) ? type : throw Unknown(name);
    }

    private static void Scan(Assembly assembly)
    {
        var own = typeof(TypeNames).Assembly;
        if (assembly != own && !assembly.GetReferencedAssemblies().Any(r => r.Name == own.GetName().Name))
            return;
        foreach (var type in LoadableTypes(assembly))
        {
            foreach (var alias in type.GetCustomAttributes<AliasAttribute>(false))
            {
                if (!type.IsInterface && s_aliases.GetOrAdd(alias.Alias, type) is var other && other != type)
                    throw new SerializerException($"{type} and {other} have the same alias \"{alias.Alias}\".");
            }
        }
    }

    private static Assembly? LoadedAssembly(AssemblyName name) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == name.Name) ?? Assembly.Load(name);

    /// <summary>The types of an assembly, but for those whose own references are missing.</summary>
    public static IEnumerable<Type> LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static SerializerException Unknown(string name) =>
        new($"There is no type named \"{name}\" in this process.");
}
