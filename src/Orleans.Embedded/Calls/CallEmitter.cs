using System.Reflection.Emit;

namespace Orleans.Runtime.Proxies;

/// <summary>Emits the class of the calls of one method: a field per argument and the overrides of <see cref="Call"/>.</summary>
internal sealed class CallEmitter
{
    private const MethodAttributes Override = MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly GenericMap _map;

    public CallEmitter(ModuleBuilder module, string name, MethodInfo method, FieldInfo slot)
    {
        _method = method;
        _parameters = method.GetParameters();
        if (Array.Find(_parameters, p => IsReference(p.ParameterType)) is { } odd)
            throw new ArgumentException(
                $"{method.DeclaringType}.{method.Name}: parameter {odd.Name} cannot be sent by reference."
            );
        Type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed);
        _map = GenericMap.Define(method, Type.DefineGenericParameters);
        var shape = CallShape.Of(method);
        Type.SetParent(shape.Close(shape.Call, _map));
        Arguments = [.. _parameters.Select(DefineField)];
        Constructor = Type.DefineDefaultConstructor(MethodAttributes.Public);
        Define($"get_{nameof(Call.Method)}", typeof(GrainMethod)).Get(slot).Return();
        Define(nameof(Call.New), typeof(Call)).Create(_map.In(Type, Constructor)).Return();
        EmitRun(shape);
        EmitForEachSent(
            nameof(Call.WriteArguments),
            typeof(WireWriter),
            nameof(Codecs.WriteArgument),
            (il, field, write) => il.Load(0).Get(field).Load(1).Invoke(write)
        );
        EmitForEachSent(
            nameof(Call.ReadArguments),
            typeof(WireReader),
            nameof(Codecs.ReadArgument),
            (il, field, read) => il.Load(0).Load(1).Invoke(read).Set(field)
        );
        EmitForEachSent(
            nameof(Call.CopyArguments),
            typeof(CopySession),
            nameof(Codecs.CopyArgument),
            (il, field, copy) => il.Load(0).Load(0).Get(field).Load(1).Invoke(copy).Set(field)
        );
        EmitGetArgument();
        EmitToken();
    }

    public TypeBuilder Type { get; }

    public FieldBuilder[] Arguments { get; }

    public ConstructorBuilder Constructor { get; }

    private static bool IsReference(Type type) => type.IsByRef || type.IsByRefLike || type.IsPointer;

    private FieldBuilder DefineField(ParameterInfo parameter) =>
        Type.DefineField($"Arg{parameter.Position}", _map.Apply(parameter.ParameterType), FieldAttributes.Public);

    private FieldInfo Field(int index) => _map.In(Type, Arguments[index]);

    private void EmitRun(CallShape shape)
    {
        var il = Define("Run", shape.Close(shape.Ran, _map), MethodAttributes.Family, typeof(object)).Load(1);
        il.Emit(OpCodes.Castclass, _method.DeclaringType!);
        for (var i = 0; i < Arguments.Length; i++)
            il.Load(0).Get(Field(i));
        il.Emit(OpCodes.Callvirt, _map.IsGeneric ? _method.MakeGenericMethod(_map.Targets) : _method);
        il.Load(0).Invoke(shape.MethodOf(typeof(Results), _map)).Return();
    }

    /// <summary>Emits a method that does something to each argument that is data, with the codec method for its type.</summary>
    private void EmitForEachSent(
        string name,
        Type parameter,
        string codec,
        Action<ILGenerator, FieldInfo, MethodInfo> emit
    )
    {
        var il = Define(name, typeof(void), MethodAttributes.Public, parameter);
        var method = typeof(Codecs).GetMethod(codec)!;
        foreach (var sent in _parameters.Where(p => p.ParameterType != typeof(CancellationToken)))
        {
            if (parameter != typeof(CopySession) || !sent.IsDefined(typeof(ImmutableAttribute), false))
                emit(il, Field(sent.Position), method.MakeGenericMethod(_map.Apply(sent.ParameterType)));
        }

        il.Return();
    }

    private void EmitGetArgument()
    {
        var il = Define(nameof(Call.GetArgument), typeof(object), MethodAttributes.Public, typeof(int));
        for (var i = 0; i < Arguments.Length; i++)
        {
            var next = il.DefineLabel();
            il.Load(1).Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Bne_Un, next);
            il.Load(0).Get(Field(i)).Emit(OpCodes.Box, _map.Apply(_parameters[i].ParameterType));
            il.Return();
            il.MarkLabel(next);
        }

        il.Load(0).Load(1).Emit(OpCodes.Call, typeof(Call).GetMethod(nameof(Call.GetArgument))!);
        il.Return();
    }

    private void EmitToken()
    {
        var index = Array.FindIndex(_parameters, p => p.ParameterType == typeof(CancellationToken));
        if (index < 0)
            return;
        Define($"get_{nameof(Call.Token)}", typeof(CancellationToken)).Load(0).Get(Field(index)).Return();
        Define($"set_{nameof(Call.Token)}", typeof(void), MethodAttributes.Public, typeof(CancellationToken))
            .Load(0)
            .Load(1)
            .Set(Field(index))
            .Return();
    }

    private ILGenerator Define(
        string name,
        Type result,
        MethodAttributes access = MethodAttributes.Public,
        params Type[] parameters
    ) => Type.DefineMethod(name, access | Override, result, parameters).GetILGenerator();
}
