using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>Collections that are made empty and then filled, element by element.</summary>
internal abstract class FilledBody<TCollection, T> : Body
    where TCollection : class, IReadOnlyCollection<T>
{
    private protected Codec<T> Element { get; } = Codecs.For<T>();

    public override void Write(WireWriter writer, object value)
    {
        var collection = (TCollection)value;
        WriteHeader(writer, collection);
        Elements.Write(writer, InOrder(collection), Element);
    }

    public override object Read(WireReader reader, int reference)
    {
        var empty = ReadHeader(reader);
        var count = reader.ReadCount();
        var collection = empty(count);
        if (reference >= 0)
            reader.SetReference(reference, collection);
        for (var i = 0; i < count; i++)
            Add(collection, Element.Read(reader));
        return collection;
    }

    public override object Copy(object value, CopySession session)
    {
        var source = (TCollection)value;
        var copy = EmptyLike(source);
        session.Record(value, copy);
        foreach (var element in InOrder(source))
            Add(copy, Element.IsImmutable ? element : Element.Copy(element, session));
        return copy;
    }

    protected virtual void WriteHeader(WireWriter writer, TCollection collection) { }

    protected abstract Func<int, TCollection> ReadHeader(WireReader reader);

    protected abstract TCollection EmptyLike(TCollection source);

    protected abstract void Add(TCollection collection, T element);

    protected virtual IReadOnlyCollection<T> InOrder(TCollection collection) => collection;
}

internal sealed class ListBody<T> : Body
{
    private readonly Codec<T> _element = Codecs.For<T>();

    public override void Write(WireWriter writer, object value) =>
        Elements.Write(writer, (ReadOnlySpan<T>)CollectionsMarshal.AsSpan((List<T>)value), _element);

    public override object Read(WireReader reader, int reference)
    {
        var count = reader.ReadCount();
        var list = new List<T>(count);
        if (reference >= 0)
            reader.SetReference(reference, list);
        for (var i = 0; i < count; i++)
            list.Add(_element.Read(reader));
        return list;
    }

    public override object Copy(object value, CopySession session)
    {
        var source = (List<T>)value;
        if (_element.IsImmutable)
        {
            var same = new List<T>(source);
            session.Record(value, same);
            return same;
        }

        var copy = new List<T>(source.Count);
        session.Record(value, copy);
        foreach (var element in source)
            copy.Add(_element.Copy(element, session));
        return copy;
    }
}

internal sealed class DictionaryBody<TKey, TValue> : FilledBody<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly Comparers<TKey> _comparers = new();

    protected override void WriteHeader(WireWriter writer, Dictionary<TKey, TValue> collection) =>
        _comparers.Write(writer, collection.Comparer);

    protected override Func<int, Dictionary<TKey, TValue>> ReadHeader(WireReader reader)
    {
        var comparer = _comparers.Read(reader);
        return count => new(count, comparer);
    }

    protected override Dictionary<TKey, TValue> EmptyLike(Dictionary<TKey, TValue> source) =>
        new(source.Count, source.Comparer);

    protected override void Add(Dictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element) =>
        collection.Add(element.Key, element.Value);
}

internal sealed class HashSetBody<T> : FilledBody<HashSet<T>, T>
{
    private readonly Comparers<T> _comparers = new();

    protected override void WriteHeader(WireWriter writer, HashSet<T> collection) =>
        _comparers.Write(writer, collection.Comparer);

    protected override Func<int, HashSet<T>> ReadHeader(WireReader reader)
    {
        var comparer = _comparers.Read(reader);
        return count => new(count, comparer);
    }

    protected override HashSet<T> EmptyLike(HashSet<T> source) => new(source.Count, source.Comparer);

    protected override void Add(HashSet<T> collection, T element) => collection.Add(element);
}

internal sealed class QueueBody<T> : FilledBody<Queue<T>, T>
{
    protected override Func<int, Queue<T>> ReadHeader(WireReader reader) => count => new(count);

    protected override Queue<T> EmptyLike(Queue<T> source) => new(source.Count);

    protected override void Add(Queue<T> collection, T element) => collection.Enqueue(element);
}

internal sealed class StackBody<T> : FilledBody<Stack<T>, T>
{
    protected override Func<int, Stack<T>> ReadHeader(WireReader reader) => count => new(count);

    protected override Stack<T> EmptyLike(Stack<T> source) => new(source.Count);

    protected override void Add(Stack<T> collection, T element) => collection.Push(element);

    protected override IReadOnlyCollection<T> InOrder(Stack<T> collection) => [.. collection.Reverse()];
}

internal sealed class SortedDictionaryBody<TKey, TValue>
    : FilledBody<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override Func<int, SortedDictionary<TKey, TValue>> ReadHeader(WireReader reader) => _ => [];

    protected override SortedDictionary<TKey, TValue> EmptyLike(SortedDictionary<TKey, TValue> source) =>
        new(source.Comparer);

    protected override void Add(SortedDictionary<TKey, TValue> collection, KeyValuePair<TKey, TValue> element) =>
        collection.Add(element.Key, element.Value);
}

internal sealed class SortedSetBody<T> : FilledBody<SortedSet<T>, T>
{
    protected override Func<int, SortedSet<T>> ReadHeader(WireReader reader) => _ => [];

    protected override SortedSet<T> EmptyLike(SortedSet<T> source) => new(source.Comparer);

    protected override void Add(SortedSet<T> collection, T element) => collection.Add(element);
}

/// <summary>Collections that never change and are made from their elements.</summary>
internal abstract class FrozenBody<TCollection, T> : Body
    where TCollection : class, IReadOnlyCollection<T>
{
    private readonly Codec<T> _element = Codecs.For<T>();

    public override void Write(WireWriter writer, object value) => Elements.Write(writer, (TCollection)value, _element);

    public override object Read(WireReader reader, int reference)
    {
        var elements = new T[reader.ReadCount()];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = _element.Read(reader);
        return From(elements);
    }

    public override object Copy(object value, CopySession session)
    {
        var source = (TCollection)value;
        var copy = _element.IsImmutable && IsFrozen ? source : From([.. source.Select(e => _element.Copy(e, session))]);
        session.Record(value, copy);
        return copy;
    }

    /// <summary>Whether the collection itself can be shared; a view of another collection cannot.</summary>
    protected virtual bool IsFrozen => true;

    protected abstract TCollection From(T[] elements);
}

internal sealed class ImmutableListBody<T> : FrozenBody<ImmutableList<T>, T>
{
    protected override ImmutableList<T> From(T[] elements) => [.. elements];
}

internal sealed class ImmutableDictionaryBody<TKey, TValue>
    : FrozenBody<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override ImmutableDictionary<TKey, TValue> From(KeyValuePair<TKey, TValue>[] elements) =>
        ImmutableDictionary.CreateRange(elements);
}

internal sealed class ImmutableHashSetBody<T> : FrozenBody<ImmutableHashSet<T>, T>
{
    protected override ImmutableHashSet<T> From(T[] elements) => [.. elements];
}

internal sealed class ReadOnlyCollectionBody<T> : FrozenBody<ReadOnlyCollection<T>, T>
{
    protected override bool IsFrozen => false;

    protected override ReadOnlyCollection<T> From(T[] elements) => new(elements);
}

/// <summary>Comparers of keys: the default one and those of <see cref="StringComparer"/> that need no culture.</summary>
internal sealed class Comparers<T>
{
    private static readonly IEqualityComparer<string>[] s_known =
    [
        StringComparer.Ordinal,
        StringComparer.OrdinalIgnoreCase,
        StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    public void Write(WireWriter writer, IEqualityComparer<T> comparer)
    {
        if (ReferenceEquals(comparer, EqualityComparer<T>.Default))
        {
            writer.WriteByte(0);
            return;
        }

        var index = Array.FindIndex(s_known, known => known.Equals(comparer));
        if (index < 0)
            throw new CodecNotFoundException($"Could not find a codec for the comparer {comparer.GetType()}.");
        writer.WriteByte((byte)(index + 1));
    }

    public IEqualityComparer<T>? Read(WireReader reader) =>
        reader.ReadByte() is > 0 and var index ? (IEqualityComparer<T>)s_known[index - 1] : null;
}
