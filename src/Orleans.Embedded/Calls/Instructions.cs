using System.Reflection.Emit;

namespace Orleans.Runtime.Proxies;

/// <summary>The instructions that emitted calls and proxies are made of, each giving the generator on to the next.</summary>
internal static class Instructions
{
    /// <summary>Loads an argument; the first one is the object itself.</summary>
    public static ILGenerator Load(this ILGenerator il, int argument)
    {
        il.Emit(OpCodes.Ldarg, argument);
        return il;
    }

    public static ILGenerator Get(this ILGenerator il, FieldInfo field)
    {
        il.Emit(field.IsStatic ? OpCodes.Ldsfld : OpCodes.Ldfld, field);
        return il;
    }

    public static ILGenerator Set(this ILGenerator il, FieldInfo field)
    {
        il.Emit(OpCodes.Stfld, field);
        return il;
    }

    public static ILGenerator Invoke(this ILGenerator il, MethodInfo method)
    {
        il.Emit(method.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, method);
        return il;
    }

    public static ILGenerator Create(this ILGenerator il, ConstructorInfo constructor)
    {
        il.Emit(OpCodes.Newobj, constructor);
        return il;
    }

    public static void Return(this ILGenerator il) => il.Emit(OpCodes.Ret);
}
