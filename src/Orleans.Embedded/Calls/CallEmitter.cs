using System.Reflection.Emit;

namespace Orleans.Runtime.Proxies;

/// <summary>Emits the class of the calls of one method: a field per argument and the overrides of <see cref="Call"/>.</summary>
internal sealed class CallEmitter
{
    private const MethodAttributes Override =
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly GenericMap _map;
    private readonly Type _self;

    public CallEmitter(ModuleBuilder module, string name, MethodInfo method, FieldInfo slot)
    {
        _method = method;
        _parameters = method.GetParameters();
        if (
            Array.Find(
                _parameters,
                p => p.ParameterType.IsByRef || p.ParameterType.IsByRefLike || p.ParameterType.IsPointer
            ) is
            { } odd
        )
            throw new ArgumentException(
                $"{method.DeclaringType}.{method.Name}: parameter {odd.Name} cannot be sent by reference."
            );
        Type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed);
        _map = GenericMap.Define(method, Type.DefineGenericParameters);
        _self = _map.IsGeneric ? Type.MakeGenericType(_map.Targets) : Type;
        var shape = CallShape.Of(method);
        Type.SetParent(shape.Base(_map));
        Arguments =
        [
            .. _parameters.Select(
                (p, i) => Type.DefineField($"Arg{i}", _map.Apply(p.ParameterType), FieldAttributes.Public)
            ),
        ];
        Constructor = Type.DefineDefaultConstructor(MethodAttributes.Public);
        EmitMethodGetter(slot);
        EmitNew();
        EmitRun(shape);
        EmitArguments(nameof(Call.WriteArguments), typeof(WireWriter), nameof(Codecs.WriteArgument), isRead: false);
        EmitArguments(nameof(Call.ReadArguments), typeof(WireReader), nameof(Codecs.ReadArgument), isRead: true);
        EmitCopyArguments();
        EmitGetArgument();
        EmitToken();
    }

    public TypeBuilder Type { get; }

    public FieldBuilder[] Arguments { get; }

    public ConstructorBuilder Constructor { get; }

    private FieldInfo Field(int index) =>
        _map.IsGeneric ? TypeBuilder.GetField(_self, Arguments[index]) : Arguments[index];

    private void EmitMethodGetter(FieldInfo slot)
    {
        var il = Define($"get_{nameof(Call.Method)}", typeof(GrainMethod), []);
        il.Emit(OpCodes.Ldsfld, slot);
        il.Emit(OpCodes.Ret);
    }

    private void EmitNew()
    {
        var il = Define(nameof(Call.New), typeof(Call), []);
        il.Emit(OpCodes.Newobj, _map.IsGeneric ? TypeBuilder.GetConstructor(_self, Constructor) : Constructor);
        il.Emit(OpCodes.Ret);
    }

    private void EmitRun(CallShape shape)
    {
        var run = Type.DefineMethod(
            shape.RunName,
            MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig,
            _map.Apply(_method.ReturnType),
            [typeof(object)]
        );
        var il = run.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, _method.DeclaringType!);
        for (var i = 0; i < Arguments.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, Field(i));
        }

        il.Emit(OpCodes.Callvirt, _map.IsGeneric ? _method.MakeGenericMethod(_map.Targets) : _method);
        il.Emit(OpCodes.Ret);
    }

    private void EmitArguments(string name, Type stream, string codec, bool isRead)
    {
        var il = Define(name, typeof(void), [stream]);
        foreach (var (i, method) in Sent(codec))
        {
            il.Emit(OpCodes.Ldarg_0);
            if (!isRead)
                il.Emit(OpCodes.Ldfld, Field(i));
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Call, method);
            if (isRead)
                il.Emit(OpCodes.Stfld, Field(i));
        }

        il.Emit(OpCodes.Ret);
    }

    private void EmitCopyArguments()
    {
        var il = Define(nameof(Call.CopyArguments), typeof(void), [typeof(CopySession)]);
        foreach (var (i, method) in Sent(nameof(Codecs.CopyArgument)))
        {
            if (_parameters[i].IsDefined(typeof(ImmutableAttribute), false))
                continue;
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, Field(i));
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Call, method);
            il.Emit(OpCodes.Stfld, Field(i));
        }

        il.Emit(OpCodes.Ret);
    }

    private void EmitGetArgument()
    {
        var il = Define(nameof(Call.GetArgument), typeof(object), [typeof(int)]);
        for (var i = 0; i < Arguments.Length; i++)
        {
            var next = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Bne_Un, next);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, Field(i));
            il.Emit(OpCodes.Box, _map.Apply(_parameters[i].ParameterType));
            il.Emit(OpCodes.Ret);
            il.MarkLabel(next);
        }

        il.Emit(OpCodes.Ldstr, "index");
        il.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor([typeof(string)])!);
        il.Emit(OpCodes.Throw);
    }

    private void EmitToken()
    {
        var index = Array.FindIndex(_parameters, p => p.ParameterType == typeof(CancellationToken));
        if (index < 0)
            return;
        var get = Define($"get_{nameof(Call.Token)}", typeof(CancellationToken), []);
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, Field(index));
        get.Emit(OpCodes.Ret);
        var set = Define($"set_{nameof(Call.Token)}", typeof(void), [typeof(CancellationToken)]);
        set.Emit(OpCodes.Ldarg_0);
        set.Emit(OpCodes.Ldarg_1);
        set.Emit(OpCodes.Stfld, Field(index));
        set.Emit(OpCodes.Ret);
    }

    /// <summary>The arguments that are data, each with the codec method for its type.</summary>
    private IEnumerable<(int Index, MethodInfo Method)> Sent(string codec)
    {
        var definition = typeof(Codecs).GetMethod(codec)!;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].ParameterType != typeof(CancellationToken))
                yield return (i, definition.MakeGenericMethod(_map.Apply(_parameters[i].ParameterType)));
        }
    }

    private ILGenerator Define(string name, Type result, Type[] parameters) =>
        Type.DefineMethod(name, Override, result, parameters).GetILGenerator();
}
