using System.Collections.Immutable;

namespace Orleans.Serialization;

/// <summary>Finds the codec of a declared type; made once per type.</summary>
internal static class Codecs
{
    private static readonly ConcurrentDictionary<Type, Codec> s_codecs = new(PrimitiveCodecs.All);

    private static readonly HashSet<Type> s_wrappers =
    [
        typeof(ImmutableArray<>),
        typeof(Memory<>),
        typeof(ReadOnlyMemory<>),
        typeof(ArraySegment<>),
    ];

    public static bool IsKnownGeneric(Type definition) =>
        definition == typeof(Nullable<>) || s_wrappers.Contains(definition);

    public static Codec<T> For<T>() => Cache<T>.Codec ??= (Codec<T>)For(typeof(T));

    public static Codec For(Type type) =>
        s_codecs.TryGetValue(type, out var codec) ? codec : s_codecs.GetOrAdd(type, Make(type));

    /// <summary>A copy that its receiver may change; the value itself where nothing in it can change.</summary>
    public static T Copy<T>(T value)
    {
        var codec = For<T>();
        if (codec.IsImmutable || value is null)
            return value;
        var session = CopySession.Rent();
        var copy = codec.Copy(value, session);
        CopySession.Return(session);
        return copy;
    }

    public static T CopyArgument<T>(T value, CopySession session)
    {
        var codec = For<T>();
        return codec.IsImmutable ? value : codec.Copy(value, session);
    }

    public static void WriteArgument<T>(T value, WireWriter writer) => For<T>().Write(writer, value);

    public static T ReadArgument<T>(WireReader reader) => For<T>().Read(reader);

    private static Codec Make(Type type)
    {
        if (type.IsEnum)
            return New(typeof(EnumCodec<>), type);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return New(typeof(NullableCodec<>), inner);
        if (!type.IsValueType)
            return New(typeof(ObjectCodec<>), type);
        return type.IsGenericType && s_wrappers.Contains(type.GetGenericTypeDefinition())
            ? (Codec)Shape(type)
            : New(typeof(StructCodec<>), type);
    }

    private static Codec New(Type definition, params Type[] arguments)
    {
        try
        {
            return (Codec)Activator.CreateInstance(definition.MakeGenericType(arguments), true)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is SerializerException inner)
        {
            throw inner;
        }
    }

    /// <summary>Asks <see cref="Shapes"/> for what writes a generic type.</summary>
    public static object Shape(Type type) =>
        typeof(Shapes)
            .GetMethod(type.Name[..type.Name.IndexOf('`')])!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;

    private static class Cache<T>
    {
        public static Codec<T>? Codec;
    }
}

/// <summary>Finds how the content of objects of a runtime type is written; made once per type.</summary>
internal static class Bodies
{
    private static readonly ConcurrentDictionary<Type, Body> s_bodies = new();

    private static readonly HashSet<Type> s_collections =
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
        typeof(System.Collections.ObjectModel.ReadOnlyCollection<>),
    ];

    public static bool IsCollection(Type type) => s_collections.Contains(type.GetGenericTypeDefinition());

    public static Body For(Type type) =>
        s_bodies.TryGetValue(type, out var body) ? body : s_bodies.GetOrAdd(type, Make(type));

    private static Body Make(Type type)
    {
        if (type == typeof(object))
            return new PlainObjectBody();
        if (PrimitiveCodecs.All.ContainsKey(type) || type.IsValueType)
            return New(typeof(BoxedBody<>), type);
        if (typeof(Type).IsAssignableFrom(type))
            return new PrimitiveBaseBody<Type>();
        if (
            typeof(GrainReference).IsAssignableFrom(type)
            || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        )
            return new GrainReferenceBody();
        if (typeof(IAddressable).IsAssignableFrom(type))
            throw new CodecNotFoundException(
                $"An object of type {type} was passed to a grain: pass a reference to it, by {nameof(GrainExtensions.AsReference)} for a grain, by {nameof(IGrainFactory.CreateObjectReference)} for an observer."
            );
        if (typeof(Exception).IsAssignableFrom(type))
            return New(typeof(ExceptionBody<>), type);
        if (type.IsArray)
            return type.IsSZArray
                ? type == typeof(byte[])
                    ? new ByteArrayBody()
                    : New(typeof(ArrayBody<>), type.GetElementType()!)
                : New(typeof(MatrixBody<>), type.GetElementType()!, [type.GetArrayRank()]);
        if (type.IsGenericType && IsCollection(type))
            return (Body)Codecs.Shape(type);
        if (typeof(System.Net.IPAddress).IsAssignableFrom(type))
            return new PrimitiveBaseBody<System.Net.IPAddress>();
        return New(typeof(ClassBody<>), type);
    }

    private static Body New(Type definition, Type argument, object[]? arguments = null) =>
        New(definition, [argument], arguments);

    private static Body New(Type definition, Type[] types, object[]? arguments = null)
    {
        try
        {
            return (Body)Activator.CreateInstance(definition.MakeGenericType(types), arguments)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is SerializerException inner)
        {
            throw inner;
        }
    }
}
