using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>Byte arrays, in one block.</summary>
internal sealed class ByteArrayBody : Body
{
    public override void Write(WireWriter writer, object value)
    {
        var bytes = (byte[])value;
        writer.WriteUnsigned((ulong)bytes.Length);
        writer.WriteBytes(bytes);
    }

    public override object Read(WireReader reader, int reference) => reader.ReadBytes(reader.ReadCount()).ToArray();

    public override object Copy(object value, CopySession session)
    {
        var copy = ((byte[])value).Clone();
        session.Record(value, copy);
        return copy;
    }
}

/// <summary>One-dimensional arrays.</summary>
internal sealed class ArrayBody<T> : Body
{
    private readonly Codec<T> _element = Codecs.For<T>();

    public override void Write(WireWriter writer, object value) => Elements.Write(writer, (T[])value, _element);

    public override object Read(WireReader reader, int reference)
    {
        var array = new T[reader.ReadCount()];
        if (reference >= 0)
            reader.SetReference(reference, array);
        for (var i = 0; i < array.Length; i++)
            array[i] = _element.Read(reader);
        return array;
    }

    public override object Copy(object value, CopySession session)
    {
        var source = (T[])value;
        var copy = (T[])source.Clone();
        session.Record(value, copy);
        if (_element.IsImmutable)
            return copy;
        for (var i = 0; i < copy.Length; i++)
            copy[i] = _element.Copy(source[i], session);
        return copy;
    }
}

/// <summary>Arrays of several dimensions.</summary>
internal sealed class MatrixBody<T>(int rank) : Body
{
    private readonly Codec<T> _element = Codecs.For<T>();

    public override void Write(WireWriter writer, object value)
    {
        var array = (Array)value;
        for (var d = 0; d < rank; d++)
            writer.WriteUnsigned((ulong)array.GetLength(d));
        foreach (T element in array)
            _element.Write(writer, element);
    }

    public override object Read(WireReader reader, int reference)
    {
        var lengths = new int[rank];
        for (var d = 0; d < rank; d++)
            lengths[d] = reader.ReadCount();
        var array = Array.CreateInstance(typeof(T), lengths);
        if (reference >= 0)
            reader.SetReference(reference, array);
        ForEachIndex(array, index => array.SetValue(_element.Read(reader), index));
        return array;
    }

    public override object Copy(object value, CopySession session)
    {
        var copy = (Array)((Array)value).Clone();
        session.Record(value, copy);
        if (!_element.IsImmutable)
            ForEachIndex(copy, index => copy.SetValue(_element.Copy((T)copy.GetValue(index)!, session), index));
        return copy;
    }

    private void ForEachIndex(Array array, Action<int[]> visit)
    {
        if (array.Length == 0)
            return;
        var index = new int[rank];
        while (true)
        {
            visit(index);
            var d = rank - 1;
            while (d >= 0 && ++index[d] == array.GetLength(d))
                index[d--] = 0;
            if (d < 0)
                return;
        }
    }
}

/// <summary>Immutable arrays; the default one is told from the empty one.</summary>
internal sealed class ImmutableArrayCodec<T> : Codec<ImmutableArray<T>>
{
    private readonly Codec<T> _element = Codecs.For<T>();

    public override bool IsImmutable => _element.IsImmutable;

    public override void Write(WireWriter writer, ImmutableArray<T> value)
    {
        writer.WriteByte(value.IsDefault ? (byte)0 : (byte)1);
        if (!value.IsDefault)
            Elements.Write(writer, value.AsSpan(), _element);
    }

    public override ImmutableArray<T> Read(WireReader reader)
    {
        if (reader.ReadByte() == 0)
            return default;
        var array = new T[reader.ReadCount()];
        for (var i = 0; i < array.Length; i++)
            array[i] = _element.Read(reader);
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }

    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopySession session)
    {
        if (value.IsDefaultOrEmpty || _element.IsImmutable)
            return value;
        var copy = new T[value.Length];
        for (var i = 0; i < copy.Length; i++)
            copy[i] = _element.Copy(value[i], session);
        return ImmutableCollectionsMarshal.AsImmutableArray(copy);
    }
}

/// <summary>Slices of memory arrive as memory of their own.</summary>
internal sealed class MemoryCodec<T> : Codec<Memory<T>>
{
    private readonly Codec<T[]> _array = Codecs.For<T[]>();

    public override void Write(WireWriter writer, Memory<T> value) => _array.Write(writer, value.ToArray());

    public override Memory<T> Read(WireReader reader) => _array.Read(reader);

    public override Memory<T> Copy(Memory<T> value, CopySession session) => _array.Copy(value.ToArray(), session);
}

/// <inheritdoc cref="MemoryCodec{T}"/>
internal sealed class ReadOnlyMemoryCodec<T> : Codec<ReadOnlyMemory<T>>
{
    private readonly Codec<T[]> _array = Codecs.For<T[]>();

    public override void Write(WireWriter writer, ReadOnlyMemory<T> value) => _array.Write(writer, value.ToArray());

    public override ReadOnlyMemory<T> Read(WireReader reader) => _array.Read(reader);

    public override ReadOnlyMemory<T> Copy(ReadOnlyMemory<T> value, CopySession session) =>
        _array.Copy(value.ToArray(), session);
}

/// <inheritdoc cref="MemoryCodec{T}"/>
internal sealed class ArraySegmentCodec<T> : Codec<ArraySegment<T>>
{
    private readonly Codec<T[]> _array = Codecs.For<T[]>();

    public override void Write(WireWriter writer, ArraySegment<T> value) => _array.Write(writer, [.. value]);

    public override ArraySegment<T> Read(WireReader reader) => _array.Read(reader);

    public override ArraySegment<T> Copy(ArraySegment<T> value, CopySession session) =>
        _array.Copy([.. value], session);
}

/// <summary>A count and that many elements.</summary>
internal static class Elements
{
    public static void Write<T>(WireWriter writer, ReadOnlySpan<T> values, Codec<T> element)
    {
        writer.WriteUnsigned((ulong)values.Length);
        foreach (var value in values)
            element.Write(writer, value);
    }

    public static void Write<T>(WireWriter writer, IReadOnlyCollection<T> values, Codec<T> element)
    {
        writer.WriteUnsigned((ulong)values.Count);
        foreach (var value in values)
            element.Write(writer, value);
    }
}
