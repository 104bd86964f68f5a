using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>
/// How each kind of collection, and of value that wraps an array, is written: a method named like the type, with its type
/// parameters.
/// </summary>
internal static class Shapes
{
    private static readonly HashSet<Type> s_definitions =
    [
        typeof(List<>),
        typeof(Dictionary<,>),
        typeof(HashSet<>),
        typeof(Queue<>),
        typeof(Stack<>),
        typeof(SortedDictionary<,>),
        typeof(SortedSet<>),
        typeof(ImmutableList<>),
        typeof(ImmutableDictionary<,>),
        typeof(ImmutableHashSet<>),
        typeof(ReadOnlyCollection<>),
        typeof(ImmutableArray<>),
        typeof(Memory<>),
        typeof(ReadOnlyMemory<>),
        typeof(ArraySegment<>),
    ];

    public static bool Has(Type type) => type.IsGenericType && s_definitions.Contains(type.GetGenericTypeDefinition());

    /// <summary>The <see cref="Codec"/> of a value type, the <see cref="Body"/> of a class.</summary>
    public static object Of(Type type) =>
        typeof(Shapes)
            .GetMethod(type.Name[..type.Name.IndexOf('`')])!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;

    public static Body List<T>() => new ContiguousBody<T>(rank: 0);

    public static Body Dictionary<TKey, TValue>()
        where TKey : notnull =>
        new FilledBody<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (comparer, count) => new(count, (IEqualityComparer<TKey>?)comparer),
            (collection, pair) => collection.Add(pair.Key, pair.Value),
            collection => collection.Comparer,
            EqualityComparer<TKey>.Default
        );

    public static Body HashSet<T>() =>
        new FilledBody<HashSet<T>, T>(
            (comparer, count) => new(count, (IEqualityComparer<T>?)comparer),
            (collection, element) => collection.Add(element),
            collection => collection.Comparer,
            EqualityComparer<T>.Default
        );

    public static Body Queue<T>() =>
        new FilledBody<Queue<T>, T>((_, count) => new(count), (collection, element) => collection.Enqueue(element));

    public static Body Stack<T>() =>
        new FilledBody<Stack<T>, T>((_, count) => new(count), (collection, element) => collection.Push(element))
        {
            IsReversed = true,
        };

    public static Body SortedDictionary<TKey, TValue>()
        where TKey : notnull =>
        new FilledBody<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (comparer, _) => new((IComparer<TKey>?)comparer),
            (collection, pair) => collection.Add(pair.Key, pair.Value),
            collection => collection.Comparer
        );

    public static Body SortedSet<T>() =>
        new FilledBody<SortedSet<T>, T>(
            (comparer, _) => new((IComparer<T>?)comparer),
            (collection, element) => collection.Add(element),
            collection => collection.Comparer
        );

    public static Body ImmutableList<T>() => new FrozenBody<ImmutableList<T>, T>(elements => [.. elements]);

    public static Body ImmutableDictionary<TKey, TValue>()
        where TKey : notnull =>
        new FrozenBody<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            System.Collections.Immutable.ImmutableDictionary.CreateRange
        );

    public static Body ImmutableHashSet<T>() => new FrozenBody<ImmutableHashSet<T>, T>(elements => [.. elements]);

    public static Body ReadOnlyCollection<T>() =>
        new FrozenBody<ReadOnlyCollection<T>, T>(elements => new(elements)) { IsView = true };

    /// <summary>The default array is told from the empty one.</summary>
    public static Codec ImmutableArray<T>() =>
        new WrapperCodec<ImmutableArray<T>, T>(
            ImmutableCollectionsMarshal.AsArray,
            ImmutableCollectionsMarshal.AsImmutableArray,
            Codecs.For<T>().IsImmutable
        );

    /// <summary>Slices of memory arrive as memory of their own.</summary>
    public static Codec Memory<T>() => new WrapperCodec<Memory<T>, T>(v => v.ToArray(), a => a, false);

    /// <inheritdoc cref="Memory"/>
    public static Codec ReadOnlyMemory<T>() => new WrapperCodec<ReadOnlyMemory<T>, T>(v => v.ToArray(), a => a, false);

    /// <inheritdoc cref="Memory"/>
    public static Codec ArraySegment<T>() =>
        new WrapperCodec<ArraySegment<T>, T>(
            v => v.Array is null ? null : [.. v],
            a => a is null ? default : new(a),
            false
        );
}

/// <summary>Collections that are made empty and then filled, element by element.</summary>
/// <param name="create">Makes one by a comparer and a number of elements.</param>
/// <param name="add">Adds an element.</param>
/// <param name="comparerOf">By what a collection tells its elements apart.</param>
/// <param name="defaultComparer">The comparer to assume where none is sent; null: none is ever sent.</param>
internal sealed class FilledBody<TCollection, T>(
    Func<object?, int, TCollection> create,
    Action<TCollection, T> add,
    Func<TCollection, object>? comparerOf = null,
    object? defaultComparer = null
) : Body
    where TCollection : class, IReadOnlyCollection<T>
{
    private readonly Codec<T> _element = Codecs.For<T>();

    /// <summary>Whether elements are enumerated last first.</summary>
    public bool IsReversed { get; init; }

    public override void Write(WireWriter writer, object value)
    {
        var collection = (TCollection)value;
        if (defaultComparer is not null)
            Comparers.Write(writer, comparerOf!(collection), defaultComparer);
        writer.WriteUnsigned((ulong)collection.Count);
        foreach (var element in InOrder(collection))
            _element.Write(writer, element);
    }

    public override object Read(WireReader reader, int reference)
    {
        var comparer = defaultComparer is null ? null : Comparers.Read(reader);
        var count = reader.ReadCount();
        var collection = create(comparer, count);
        reader.SetReference(reference, collection);
        for (var i = 0; i < count; i++)
            add(collection, _element.Read(reader));
        return collection;
    }

    public override object Copy(object value, CopySession session)
    {
        var source = (TCollection)value;
        var copy = create(comparerOf?.Invoke(source), source.Count);
        session.Record(value, copy);
        foreach (var element in InOrder(source))
            add(copy, _element.IsImmutable ? element : _element.Copy(element, session));
        return copy;
    }

    private IEnumerable<T> InOrder(TCollection collection) => IsReversed ? collection.Reverse() : collection;
}

/// <summary>Collections that never change and are made from their elements.</summary>
internal sealed class FrozenBody<TCollection, T>(Func<T[], TCollection> from) : Body
    where TCollection : class, IReadOnlyCollection<T>
{
    private readonly Codec<T> _element = Codecs.For<T>();
    private readonly ContiguousBody<T> _array = new(rank: 1);

    /// <summary>Whether it shows another collection, which may change.</summary>
    public bool IsView { get; init; }

    public override void Write(WireWriter writer, object value) => _array.Write(writer, ((TCollection)value).ToArray());

    public override object Read(WireReader reader, int reference) => from((T[])_array.Read(reader, -1));

    public override object Copy(object value, CopySession session)
    {
        var source = (TCollection)value;
        var copy = _element.IsImmutable && !IsView ? source : from([.. source.Select(e => _element.Copy(e, session))]);
        session.Record(value, copy);
        return copy;
    }
}

/// <summary>Values that wrap an array, and are sent as one.</summary>
internal sealed class WrapperCodec<TValue, T>(Func<TValue, T[]?> unwrap, Func<T[]?, TValue> wrap, bool isImmutable)
    : Codec<TValue>
{
    private readonly Codec<T[]?> _array = Codecs.For<T[]?>();

    public override bool IsImmutable => isImmutable;

    public override void Write(WireWriter writer, TValue value) => _array.Write(writer, unwrap(value));

    public override TValue Read(WireReader reader) => wrap(_array.Read(reader));

    public override TValue Copy(TValue value, CopySession session) =>
        isImmutable ? value : wrap(_array.Copy(unwrap(value), session));
}

/// <summary>Comparers of keys: the default one and those of <see cref="StringComparer"/> that need no culture.</summary>
internal static class Comparers
{
    private static readonly StringComparer[] s_known =
    [
        StringComparer.Ordinal,
        StringComparer.OrdinalIgnoreCase,
        StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    public static void Write(WireWriter writer, object comparer, object defaultComparer)
    {
        var index = ReferenceEquals(comparer, defaultComparer)
            ? 0
            : 1 + Array.FindIndex(s_known, known => known.Equals(comparer));
        if (index == 0 && !ReferenceEquals(comparer, defaultComparer))
            throw new CodecNotFoundException($"Could not find a codec for the comparer {comparer.GetType()}.");
        writer.WriteByte((byte)index);
    }

    public static object? Read(WireReader reader) => reader.ReadByte() is > 0 and var index ? s_known[index - 1] : null;
}
