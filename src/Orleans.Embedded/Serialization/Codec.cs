namespace Orleans.Serialization;

/// <summary>Writes, reads and copies values of one declared type.</summary>
internal abstract class Codec
{
    /// <summary>One of <see cref="WireKind"/>.</summary>
    public virtual int Kind => WireKind.Length;

    /// <summary>Whether values may be shared instead of copied.</summary>
    public virtual bool IsImmutable => false;
}

/// <inheritdoc cref="Codec"/>
internal abstract class Codec<T> : Codec
{
    public abstract void Write(WireWriter writer, T value);

    public abstract T Read(WireReader reader);

    public abstract T Copy(T value, CopySession session);
}

/// <summary>A codec of values that are shared instead of copied.</summary>
internal abstract class ImmutableCodec<T> : Codec<T>
{
    public override bool IsImmutable => true;

    public override T Copy(T value, CopySession session) => value;
}

/// <summary>The objects copied so far, so that one met twice is copied once.</summary>
internal sealed class CopySession : IDisposable
{
    [ThreadStatic]
    private static CopySession? s_spare;

    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public static CopySession Rent()
    {
        var session = s_spare ?? new CopySession();
        s_spare = null;
        return session;
    }

    /// <summary>Gives the session back for reuse.</summary>
    public void Dispose()
    {
        _copies.Clear();
        s_spare = this;
    }

    public bool TryGet(object original, out object? copy) => _copies.TryGetValue(original, out copy);

    public void Record(object original, object copy) => _copies[original] = copy;
}

/// <summary>
/// Writes, reads and copies the content of objects of one runtime type; which type, and whether the object was met before,
/// is settled by <see cref="ObjectCodec{T}"/>.
/// </summary>
internal abstract class Body
{
    public virtual bool IsImmutable => false;

    /// <summary>Whether a second occurrence is written as a reference to the first.</summary>
    public virtual bool IsTracked => true;

    /// <summary>The type named on the wire for objects of a runtime type.</summary>
    public virtual Type WireType(Type type) => type;

    public abstract void Write(WireWriter writer, object value);

    /// <param name="reader">Stands at the content.</param>
    /// <param name="reference">Where to record the object as soon as it exists, for cycles; -1: nowhere.</param>
    public abstract object Read(WireReader reader, int reference);

    public abstract object Copy(object value, CopySession session);
}
