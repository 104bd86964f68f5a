using System.Buffers.Binary;
using System.Text;

namespace Orleans.Serialization;

/// <summary>Reads one message. References to grains in it are bound to the reading side's endpoint.</summary>
internal sealed class WireReader(byte[] buffer, int offset, int length, Endpoint? endpoint)
{
    private readonly int _start = offset;
    private readonly int _end = offset + length;
    private int _position = offset;
    private Dictionary<int, object>? _references;

    public Endpoint? Endpoint { get; } = endpoint;

    public int Position => _position - _start;

    /// <summary>Records an object that begins at the given position; negative: one that nothing refers to.</summary>
    public void SetReference(int position, object value)
    {
        if (position >= 0)
            (_references ??= [])[position] = value;
    }

    public object GetReference(int position) =>
        _references is not null && _references.TryGetValue(position, out var value)
            ? value
            : throw new SerializerException($"The object at {position} is referred to but was not read.");

    public byte ReadByte() => Take(1)[0];

    public ulong ReadUnsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var b = ReadByte();
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }

        throw new SerializerException("A number has more than 64 bits.");
    }

    public long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A count of elements, each at least <paramref name="elementSize"/> bytes long.</summary>
    public int ReadCount(int elementSize = 1)
    {
        var count = ReadUnsigned();
        if (count > (ulong)((_end - _position) / elementSize))
            throw new SerializerException($"{count} elements cannot follow in {_end - _position} bytes.");
        return (int)count;
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    public string? ReadString()
    {
        var header = ReadUnsigned();
        if (header == 0)
            return null;
        var length = (header >> 1) - 1;
        if (length > int.MaxValue)
            throw new SerializerException("A string is too long.");
        var bytes = Take((int)length);
        return (header & 1) != 0
            ? Encoding.UTF8.GetString(bytes)
            : new string(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(bytes));
    }

    public void Skip(int kind)
    {
        switch (kind)
        {
            case WireKind.Varint:
                ReadUnsigned();
                break;
            case WireKind.Fixed32:
                Take(4);
                break;
            case WireKind.Fixed64:
                Take(8);
                break;
            default:
                Take((int)ReadFixed32());
                break;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_end - _position))
            throw new SerializerException($"{count} bytes are wanted where {_end - _position} are left.");
        var span = buffer.AsSpan(_position, count);
        _position += count;
        return span;
    }
}

/// <summary>How a member's value is laid out, so that a reader that does not know the member can skip it.</summary>
internal static class WireKind
{
    public const int Varint = 0;
    public const int Fixed32 = 1;
    public const int Fixed64 = 2;
    public const int Length = 3;
}
