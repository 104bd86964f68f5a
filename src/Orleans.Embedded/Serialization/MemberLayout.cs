using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Serialization;

/// <summary>
/// The members of a type that are sent, in levels: from the base type down, and within a record its positional members
/// before the others, because each level numbers its members by itself.
/// </summary>
internal static class MemberLayout
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="CodecNotFoundException">The type, or one it derives from, is not marked for sending.</exception>
    public static Member<TOwner>[][] Of<TOwner>()
    {
        var levels = new List<Member<TOwner>[]>();
        foreach (var type in Lineage(typeof(TOwner)))
        {
            if (IsTuple(type))
            {
                levels.Add([.. type.GetFields(Declared).Select((field, i) => Member<TOwner>.Make((uint)i, field))]);
                continue;
            }

            if (!type.IsDefined(typeof(GenerateSerializerAttribute), false))
                throw new CodecNotFoundException(
                    $"Could not find a codec for type {type}: it lacks [{nameof(GenerateSerializerAttribute)[..^9]}]"
                        + (type == typeof(TOwner) ? "." : $", which {typeof(TOwner)} derives from.")
                );
            var positional = PositionalMembers(type);
            if (positional.Count > 0)
                levels.Add([.. positional.Select((property, i) => Make<TOwner>((uint)i, property))]);
            levels.Add(Numbered<TOwner>(type));
        }

        return [.. levels];
    }

    private static IEnumerable<Type> Lineage(Type type)
    {
        var lineage = new Stack<Type>();
        for (
            var t = type;
            t is not null && t != typeof(object) && t != typeof(ValueType) && t != typeof(Exception);
            t = t.BaseType
        )
            lineage.Push(t);
        return lineage;
    }

    public static bool IsTuple(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) && type.Namespace == "System"
        || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static Member<TOwner>[] Numbered<TOwner>(Type type)
    {
        var members = new List<(uint Id, MemberInfo Info)>();
        foreach (var member in type.GetMembers(Declared))
        {
            if (member is (PropertyInfo or FieldInfo) && member.GetCustomAttribute<IdAttribute>() is { } id)
                members.Add((id.Id, member));
        }

        members.Sort((a, b) => a.Id.CompareTo(b.Id));
        for (var i = 1; i < members.Count; i++)
        {
            if (members[i].Id == members[i - 1].Id)
                throw new SerializerException(
                    $"{type} gives [Id({members[i].Id})] to both {members[i - 1].Info.Name} and {members[i].Info.Name}."
                );
        }

        return [.. members.Select(m => Make<TOwner>(m.Id, m.Info))];
    }

    private static Member<TOwner> Make<TOwner>(uint id, MemberInfo member)
    {
        if (member is FieldInfo field)
            return Member<TOwner>.Make(id, field);
        var property = (PropertyInfo)member;
        if (property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Declared) is { } backing)
            return Member<TOwner>.Make(id, backing);
        if (property is { GetMethod: not null, SetMethod: not null })
            return Member<TOwner>.Make(id, property);
        throw new SerializerException(
            $"{property.DeclaringType}.{property.Name} has an [Id] but is neither an auto-property nor has a getter and a setter."
        );
    }

    /// <summary>The properties of a record's positional parameters, in their order.</summary>
    private static List<PropertyInfo> PositionalMembers(Type type)
    {
        var members = new List<PropertyInfo>();
        if (!IsRecord(type))
            return members;
        var deconstruct = type.GetMethods(Declared)
            .FirstOrDefault(m =>
                m.Name == "Deconstruct"
                && m.IsDefined(typeof(CompilerGeneratedAttribute))
                && m.GetParameters().All(p => p.IsOut)
            );
        foreach (var parameter in deconstruct?.GetParameters() ?? [])
        {
            var property = type.GetProperty(parameter.Name!, Declared);
            if (property is not null && property.GetCustomAttribute<IdAttribute>() is null)
                members.Add(property);
        }

        return members;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
        || type.IsValueType
            && type.GetMethod("PrintMembers", Declared, [typeof(StringBuilder)]) is { } print
            && print.IsDefined(typeof(CompilerGeneratedAttribute));
}

/// <summary>One member of <typeparamref name="TOwner"/>: written, read and copied in place.</summary>
internal abstract class Member<TOwner>(uint id)
{
    public uint Id { get; } = id;

    public abstract int Kind { get; }

    public abstract bool IsImmutable { get; }

    public abstract void Write(WireWriter writer, ref TOwner owner);

    public abstract void Read(WireReader reader, ref TOwner owner);

    public abstract void Copy(ref TOwner from, ref TOwner to, CopySession session);

    public static Member<TOwner> Make(uint id, MemberInfo member)
    {
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        return (Member<TOwner>)
            Activator.CreateInstance(typeof(Member<,>).MakeGenericType(typeof(TOwner), type), id, member)!;
    }
}

internal delegate TMember Getter<TOwner, TMember>(ref TOwner owner);

internal delegate void Setter<TOwner, TMember>(ref TOwner owner, TMember value);

/// <inheritdoc cref="Member{TOwner}"/>
internal sealed class Member<TOwner, TMember>(uint id, MemberInfo member) : Member<TOwner>(id)
{
    private readonly Codec<TMember> _codec = Codecs.For<TMember>();
    private readonly Getter<TOwner, TMember> _get = Emit<Getter<TOwner, TMember>>(member, sets: false);
    private readonly Setter<TOwner, TMember> _set = Emit<Setter<TOwner, TMember>>(member, sets: true);
    private readonly bool _isMarkedImmutable = member.IsDefined(typeof(ImmutableAttribute), false);

    public override int Kind => _codec.Kind;

    public override bool IsImmutable => _isMarkedImmutable || _codec.IsImmutable;

    public override void Write(WireWriter writer, ref TOwner owner) => _codec.Write(writer, _get(ref owner));

    public override void Read(WireReader reader, ref TOwner owner) => _set(ref owner, _codec.Read(reader));

    public override void Copy(ref TOwner from, ref TOwner to, CopySession session) =>
        _set(ref to, _isMarkedImmutable ? _get(ref from) : _codec.Copy(_get(ref from), session));

    private static TDelegate Emit<TDelegate>(MemberInfo member, bool sets)
        where TDelegate : Delegate
    {
        Type[] parameters = [typeof(TOwner).MakeByRefType(), .. sets ? [typeof(TMember)] : Type.EmptyTypes];
        var result = sets ? typeof(void) : typeof(TMember);
        var method = new DynamicMethod(member.Name, result, parameters, typeof(TOwner).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        if (!typeof(TOwner).IsValueType)
            il.Emit(OpCodes.Ldind_Ref);
        if (sets)
            il.Emit(OpCodes.Ldarg_1);
        if (member is FieldInfo field)
            il.Emit(sets ? OpCodes.Stfld : OpCodes.Ldfld, field);
        else if (member is PropertyInfo property)
            il.Emit(OpCodes.Call, (sets ? property.SetMethod : property.GetMethod)!);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<TDelegate>();
    }
}
