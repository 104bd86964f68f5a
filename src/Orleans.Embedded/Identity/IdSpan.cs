using System.Text;

namespace Orleans.Runtime;

/// <summary>An identifier: a sequence of UTF-8 bytes with its hash, compared by content.</summary>
[Immutable]
[GenerateSerializer]
public readonly record struct IdSpan : IComparable<IdSpan>
{
    [Id(0)]
    private readonly byte[]? _value;

    [Id(1)]
    private readonly int _hashCode;

    public IdSpan(byte[] value)
        : this(value, unchecked((int)StableHash.Compute(value))) { }

    private IdSpan(byte[] value, int hashCode)
    {
        _value = value;
        _hashCode = hashCode;
    }

    public ReadOnlyMemory<byte> Value => _value;

    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    public ReadOnlySpan<byte> AsSpan() => _value;

    /// <summary>A hash that is the same in every process and run.</summary>
    public uint GetUniformHashCode() => unchecked((uint)_hashCode);

    public bool Equals(IdSpan obj) =>
        _hashCode == obj._hashCode
        && (ReferenceEquals(_value, obj._value) || _value.AsSpan().SequenceEqual(obj._value));

    public override int GetHashCode() => _hashCode;

    public int CompareTo(IdSpan other) => _value.AsSpan().SequenceCompareTo(other._value);

    public override string ToString() => _value is null ? "" : Encoding.UTF8.GetString(_value);
}
