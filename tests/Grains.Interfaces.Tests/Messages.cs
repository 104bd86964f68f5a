using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using Quant.Grains.Interfaces.Search;

namespace Quant.Grains.Interfaces.Tests;

/// <summary>What Quant.Grains.Interfaces puts on the wire.</summary>
internal static class Messages
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_assembly = typeof(IGridSearchGrain).Assembly;

    /// <summary>The types that are marked for sending.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [.. s_assembly.GetTypes().Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), false))];

    public static IReadOnlyList<Type> Interfaces { get; } =
    [.. s_assembly.GetTypes().Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];

    /// <summary>The members of a type that carry a number, in its order.</summary>
    public static IEnumerable<(uint Id, MemberInfo Member, Type Type)> MembersOf(Type type) =>
        from member in type.GetMembers(Declared)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null && member is PropertyInfo or FieldInfo
        orderby id.Id
        select (id.Id, member, member is PropertyInfo p ? p.PropertyType : ((FieldInfo)member).FieldType);

    /// <summary>The members that hold data but carry no number, and so would not be sent.</summary>
    public static IEnumerable<string> ForgottenOf(Type type) =>
        from field in type.GetFields(Declared)
        let name = field.IsDefined(typeof(CompilerGeneratedAttribute)) ? field.Name.Split('<', '>')[1] : field.Name
        where !type.IsEnum && !MembersOf(type).Any(m => m.Member.Name == name)
        select name;

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(false)?.Alias;

    /// <summary>A type as the contract names it: by alias, else by name.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsGenericType)
            return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}[]";
        return AliasOf(type) ?? (type.Assembly == s_assembly ? type.FullName! : type.Name);
    }
}
