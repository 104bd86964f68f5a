using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime.Proxies;

/// <summary>Emits the proxy class of an interface.</summary>
internal static class ProxyEmitter
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<ModuleBuilder>> s_modules = new();
    private static readonly Lock s_gate = new();
    private static int s_names;

    /// <summary>Makes the class behind an interface, whose constructor takes an id and an endpoint.</summary>
    public static Type Emit(Type interfaceType)
    {
        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType))
            throw new ArgumentException($"{interfaceType} is not a grain interface.", nameof(interfaceType));
        // Emitting is rare, and builders of one module are not safe for concurrent use.
        lock (s_gate)
        {
            var module = s_modules.GetOrAdd(interfaceType.Assembly, static a => new(() => DefineModule(a))).Value;
            var name = $"{interfaceType.Name}_{s_names++}";
            var methods = ProxyFactory.MethodsOf(interfaceType).ToArray();

            var table = module.DefineType($"{name}_Methods", TypeAttributes.Public | TypeAttributes.Abstract);
            var calls = new CallEmitter[methods.Length];
            for (var i = 0; i < methods.Length; i++)
            {
                var slot = table.DefineField(
                    $"M{i}",
                    typeof(GrainMethod),
                    FieldAttributes.Public | FieldAttributes.Static
                );
                calls[i] = new CallEmitter(module, $"{name}_{methods[i].Name}_{i}", methods[i], slot);
            }

            var proxy = DefineProxy(module, name, interfaceType, methods, calls);
            var methodTable = table.CreateType();
            foreach (var call in calls)
                call.Type.CreateType();
            for (var i = 0; i < methods.Length; i++)
                methodTable.GetField($"M{i}")!.SetValue(null, new GrainMethod(methods[i], interfaceType));
            return proxy.CreateType();
        }
    }

    private static TypeBuilder DefineProxy(
        ModuleBuilder module,
        string name,
        Type interfaceType,
        MethodInfo[] methods,
        CallEmitter[] calls
    )
    {
        var proxy = module.DefineType(
            $"{name}_Proxy",
            TypeAttributes.Public | TypeAttributes.Sealed,
            typeof(GrainReference)
        );
        proxy.AddInterfaceImplementation(interfaceType);
        var inherited = typeof(GrainReference).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic)[0];
        var il = proxy
            .DefineConstructor(
                MethodAttributes.Public,
                CallingConventions.Standard,
                [typeof(GrainId), typeof(Endpoint)]
            )
            .GetILGenerator();
        il.Load(0).Load(1).Load(2).Emit(OpCodes.Call, inherited);
        il.Return();
        for (var i = 0; i < methods.Length; i++)
            DefineMethod(proxy, methods[i], calls[i]);
        return proxy;
    }

    /// <summary>Makes the call object, fills in the arguments, sends it.</summary>
    private static void DefineMethod(TypeBuilder proxy, MethodInfo method, CallEmitter call)
    {
        var parameters = method.GetParameters();
        var builder = proxy.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private
                | MethodAttributes.Virtual
                | MethodAttributes.HideBySig
                | MethodAttributes.Final
                | MethodAttributes.NewSlot
        );
        var map = GenericMap.Define(method, builder.DefineGenericParameters);
        builder.SetReturnType(map.Apply(method.ReturnType));
        builder.SetParameters([.. parameters.Select(p => map.Apply(p.ParameterType))]);
        var il = builder.GetILGenerator().Create(map.In(call.Type, call.Constructor));
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Load(i + 1).Set(map.In(call.Type, call.Arguments[i]));
        }

        il.Load(0).Invoke(CallShape.Of(method).MethodOf(typeof(Senders), map)).Return();
        proxy.DefineMethodOverride(builder, method);
    }

    /// <summary>A module whose code may use what is internal to the engine, to the interface's assembly and to those it uses.</summary>
    private static ModuleBuilder DefineModule(Assembly assembly)
    {
        var builder = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName($"{assembly.GetName().Name}.Proxies"),
            AssemblyBuilderAccess.Run
        );
        var names = assembly
            .GetReferencedAssemblies()
            .Append(assembly.GetName())
            .Append(typeof(ProxyEmitter).Assembly.GetName());
        var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (var name in names.Select(n => n.Name!).Distinct())
            builder.SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
        return builder.DefineDynamicModule("Proxies");
    }
}
