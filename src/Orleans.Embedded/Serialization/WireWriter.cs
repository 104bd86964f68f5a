using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Orleans.Serialization;

/// <summary>Writes one message into a buffer that grows. One per thread is kept for reuse.</summary>
internal sealed class WireWriter : IDisposable
{
    private const int KeptBuffer = 1 << 16;
    private const int KeptReferences = 1 << 10;

    [ThreadStatic]
    private static WireWriter? s_spare;

    private byte[] _buffer = new byte[256];
    private int _position;
    private readonly Dictionary<object, int> _references = new(ReferenceEqualityComparer.Instance);

    public int Position => _position;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    /// <summary>Reads what was written; valid until the writer is disposed.</summary>
    public WireReader Reader(Runtime.Endpoint? endpoint) => new(_buffer, 0, _position, endpoint);

    public static WireWriter Rent()
    {
        var writer = s_spare ?? new WireWriter();
        s_spare = null;
        return writer;
    }

    /// <summary>Gives the writer back for reuse.</summary>
    public void Dispose()
    {
        _position = 0;
        _references.Clear();
        if (_buffer.Length <= KeptBuffer && _references.Capacity <= KeptReferences)
            s_spare = this;
    }

    /// <summary>
    /// Where an object was written before, else -1; from now on it is known to be here. Positions, not ordinals, so that
    /// a reader which skips members it does not know still finds the others.
    /// </summary>
    public int FindOrAddReference(object value)
    {
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(_references, value, out var isKnown);
        if (isKnown)
            return position;
        position = _position;
        return -1;
    }

    public void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_position++] = value;
    }

    public void WriteUnsigned(ulong value)
    {
        Ensure(10);
        var buffer = _buffer;
        var position = _position;
        while (value >= 0x80)
        {
            buffer[position++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[position++] = (byte)value;
        _position = position;
    }

    public void WriteSigned(long value) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)));

    public void WriteFixed32(uint value)
    {
        Ensure(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_position), value);
        _position += 4;
    }

    public void WriteFixed64(ulong value)
    {
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_position), value);
        _position += 8;
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_position));
        _position += bytes.Length;
    }

    /// <summary>
    /// A header (0: null, odd: UTF-8, even: UTF-16) holding the length in bytes. UTF-16 is for strings with lone
    /// surrogates, which UTF-8 cannot hold.
    /// </summary>
    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteUnsigned(0);
            return;
        }

        var isUtf8 = !ContainsLoneSurrogate(value);
        var length = isUtf8 ? Encoding.UTF8.GetByteCount(value) : value.Length * 2;
        WriteUnsigned((((ulong)length + 1) << 1) | (isUtf8 ? 1u : 0u));
        Ensure(length);
        var target = _buffer.AsSpan(_position, length);
        if (isUtf8)
            Utf8.FromUtf16(value, target, out _, out _);
        else
            MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(target);
        _position += length;
    }

    /// <summary>Leaves room for the length of what follows, filled by <see cref="EndLength"/>.</summary>
    public int BeginLength()
    {
        Ensure(4);
        _position += 4;
        return _position;
    }

    public void EndLength(int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start - 4), _position - start);

    private static bool ContainsLoneSurrogate(string value)
    {
        var index = value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; index >= 0 && index < value.Length; index++)
        {
            if (!char.IsSurrogate(value[index]))
                continue;
            if (index + 1 < value.Length && char.IsSurrogatePair(value[index], value[index + 1]))
                index++;
            else
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_buffer.Length - _position < count)
            Grow(count);
    }

    private void Grow(int count) =>
        Array.Resize(ref _buffer, (int)Math.Max((uint)_position + (uint)count, (uint)_buffer.Length * 2));
}
