using System.Reflection.Emit;

namespace Orleans.Runtime.Proxies;

/// <summary>Replaces the type parameters of an interface's method by those of the type or method emitted for it.</summary>
internal readonly struct GenericMap(Type[] sources, Type[] targets)
{
    public bool IsGeneric => targets.Length > 0;

    public Type[] Targets => targets;

    public static GenericMap Define(MethodInfo method, Func<string[], GenericTypeParameterBuilder[]> define)
    {
        if (!method.IsGenericMethodDefinition)
            return new([], []);
        var sources = method.GetGenericArguments();
        var targets = define([.. sources.Select(s => s.Name)]);
        var map = new GenericMap(sources, targets);
        for (var i = 0; i < sources.Length; i++)
        {
            targets[i]
                .SetGenericParameterAttributes(
                    sources[i].GenericParameterAttributes & ~GenericParameterAttributes.VarianceMask
                );
            var constraints = sources[i].GetGenericParameterConstraints();
            targets[i].SetInterfaceConstraints([.. constraints.Where(c => c.IsInterface).Select(map.Apply)]);
            if (Array.Find(constraints, c => !c.IsInterface) is { } baseType)
                targets[i].SetBaseTypeConstraint(map.Apply(baseType));
        }

        return map;
    }

    /// <summary>A field of the emitted type, within its methods or those of the emitted generic method.</summary>
    public FieldInfo In(Type type, FieldInfo field) =>
        IsGeneric ? TypeBuilder.GetField(type.MakeGenericType(targets), field) : field;

    /// <inheritdoc cref="In(Type, FieldInfo)"/>
    public ConstructorInfo In(Type type, ConstructorInfo constructor) =>
        IsGeneric ? TypeBuilder.GetConstructor(type.MakeGenericType(targets), constructor) : constructor;

    public Type Apply(Type type)
    {
        if (targets.Length == 0)
            return type;
        if (type.IsGenericMethodParameter)
            return targets[Array.IndexOf(sources, type)];
        if (type.IsArray)
            return type.IsSZArray
                ? Apply(type.GetElementType()!).MakeArrayType()
                : Apply(type.GetElementType()!).MakeArrayType(type.GetArrayRank());
        return type is { IsGenericType: true, ContainsGenericParameters: true }
            ? type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(Apply)])
            : type;
    }
}
