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

/// <summary>A count and that many elements.</summary>
internal static class Elements
{
    public static void Write<T>(WireWriter writer, ReadOnlySpan<T> values, Codec<T> element)
    {
        writer.WriteUnsigned((ulong)values.Length);
        foreach (var value in values)
            element.Write(writer, value);
    }

    public static T[] Read<T>(WireReader reader, Codec<T> element)
    {
        var values = new T[reader.ReadCount()];
        for (var i = 0; i < values.Length; i++)
            values[i] = element.Read(reader);
        return values;
    }

    public static void Write<T>(WireWriter writer, IReadOnlyCollection<T> values, Codec<T> element)
    {
        writer.WriteUnsigned((ulong)values.Count);
        foreach (var value in values)
            element.Write(writer, value);
    }
}
