using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>Arrays of any number of dimensions, and lists: collections whose elements lie side by side.</summary>
/// <param name="rank">The number of dimensions; 0: a list.</param>
internal sealed class ContiguousBody<T>(int rank) : Body
{
    private readonly Codec<T> _element = Codecs.For<T>();

    public override void Write(WireWriter writer, object value)
    {
        var elements = Elements(value);
        if (rank < 2)
            writer.WriteUnsigned((ulong)elements.Length);
        else
        {
            for (var d = 0; d < rank; d++)
                writer.WriteUnsigned((ulong)((Array)value).GetLength(d));
        }

        if (typeof(T) == typeof(byte))
        {
            writer.WriteBytes(Bytes(elements));
            return;
        }

        foreach (var element in elements)
            _element.Write(writer, element);
    }

    public override object Read(WireReader reader, int reference)
    {
        var value = rank < 2 ? New(reader.ReadCount()) : NewMatrix(reader);
        reader.SetReference(reference, value);
        var elements = Elements(value);
        if (typeof(T) == typeof(byte))
        {
            reader.ReadBytes(elements.Length).CopyTo(Bytes(elements));
            return value;
        }

        foreach (ref var element in elements)
            element = _element.Read(reader);
        return value;
    }

    public override object Copy(object value, CopySession session)
    {
        var copy = rank == 0 ? new List<T>((List<T>)value) : ((Array)value).Clone();
        session.Record(value, copy);
        if (_element.IsImmutable)
            return copy;
        foreach (ref var element in Elements(copy))
            element = _element.Copy(element, session);
        return copy;
    }

    private object New(int count)
    {
        if (rank == 1)
            return new T[count];
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        return list;
    }

    private Array NewMatrix(WireReader reader)
    {
        var lengths = new int[rank];
        foreach (ref var length in lengths.AsSpan())
            length = reader.ReadCount();
        return Array.CreateInstance(typeof(T), lengths);
    }

    private static Span<T> Elements(object value) =>
        value is Array array
            ? MemoryMarshal.CreateSpan(
                ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)),
                array.Length
            )
            : CollectionsMarshal.AsSpan((List<T>)value);

    private static Span<byte> Bytes(Span<T> elements) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), elements.Length);
}
