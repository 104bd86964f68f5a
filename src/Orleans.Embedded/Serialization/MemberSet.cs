using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// All members of a type. Each level ends with a zero tag; a tag is the number and the <see cref="WireKind"/> of a member, so
/// that unknown members are skipped and missing ones keep their defaults.
/// </summary>
internal sealed class MemberSet<T>
{
    private readonly Member<T>[][] _levels;
    private bool? _isImmutable;

    public MemberSet() => _levels = MemberLayout.Of<T>();

    /// <summary>Whether every member may be shared. Computed late: a type may contain itself.</summary>
    public bool AllImmutable => _isImmutable ??= _levels.All(level => level.All(m => m.IsImmutable));

    public void Write(WireWriter writer, ref T owner)
    {
        foreach (var level in _levels)
        {
            foreach (var member in level)
            {
                writer.WriteUnsigned(((ulong)member.Id + 1) << 2 | (uint)member.Kind);
                if (member.Kind != WireKind.Length)
                {
                    member.Write(writer, ref owner);
                    continue;
                }

                var start = writer.BeginLength();
                member.Write(writer, ref owner);
                writer.EndLength(start);
            }

            writer.WriteByte(0);
        }
    }

    public void Read(WireReader reader, ref T owner)
    {
        foreach (var level in _levels)
        {
            var next = 0;
            while (reader.ReadUnsigned() is not 0 and var tag)
            {
                var id = (uint)((tag >> 2) - 1);
                var kind = (int)(tag & 3);
                while (next < level.Length && level[next].Id < id)
                    next++;
                if (next == level.Length || level[next].Id != id || level[next].Kind != kind)
                {
                    reader.Skip(kind);
                    continue;
                }

                if (kind == WireKind.Length)
                    reader.ReadFixed32();
                level[next++].Read(reader, ref owner);
            }
        }
    }

    public void Copy(ref T from, ref T to, CopySession session)
    {
        foreach (var level in _levels)
        {
            foreach (var member in level)
                member.Copy(ref from, ref to, session);
        }
    }
}

/// <summary>Structs marked for sending, tuples and pairs.</summary>
internal sealed class StructCodec<T> : Codec<T>
    where T : struct
{
    private static readonly bool s_isMarkedImmutable = typeof(T).IsDefined(typeof(ImmutableAttribute), false);

    private readonly MemberSet<T> _members = new();

    public override bool IsImmutable => s_isMarkedImmutable || _members.AllImmutable;

    public override void Write(WireWriter writer, T value) => _members.Write(writer, ref value);

    public override T Read(WireReader reader)
    {
        var value = default(T);
        _members.Read(reader, ref value);
        return value;
    }

    public override T Copy(T value, CopySession session)
    {
        if (IsImmutable)
            return value;
        var copy = value;
        _members.Copy(ref value, ref copy, session);
        return copy;
    }
}

/// <summary>Classes marked for sending, and tuples.</summary>
internal sealed class ClassBody<T> : Body
    where T : class
{
    private readonly MemberSet<T> _members;
    private readonly Func<T> _create = Creator();

    public ClassBody()
    {
        if (typeof(T).IsAbstract || typeof(T).IsInterface)
            throw new SerializerException($"{typeof(T)} is abstract: no object can have it as its type.");
        _members = new();
    }

    public override bool IsImmutable { get; } =
        typeof(T).IsDefined(typeof(ImmutableAttribute), false)
        || (MemberLayout.IsTuple(typeof(T)) && typeof(T).GetGenericArguments().All(a => Codecs.For(a).IsImmutable));

    public override bool IsTracked { get; } = !MemberLayout.IsTuple(typeof(T));

    public override void Write(WireWriter writer, object value)
    {
        var owner = (T)value;
        _members.Write(writer, ref owner);
    }

    public override object Read(WireReader reader, int reference)
    {
        var owner = _create();
        reader.SetReference(reference, owner);
        _members.Read(reader, ref owner);
        return owner;
    }

    public override object Copy(object value, CopySession session)
    {
        var owner = (T)value;
        var copy = _create();
        session.Record(value, copy);
        _members.Copy(ref owner, ref copy, session);
        return copy;
    }

    /// <summary>By the constructor without parameters where it can be called from the type's assembly, else without one.</summary>
    private static Func<T> Creator()
    {
        var constructor = typeof(T).GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
            Type.EmptyTypes
        );
        if (constructor is null || !(constructor.IsPublic || constructor.IsAssembly || constructor.IsFamilyOrAssembly))
            return () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        return Expression.Lambda<Func<T>>(Expression.New(constructor)).Compile();
    }
}
