namespace Orleans.Serialization;

/// <summary>Finds the codec of a declared type; made once per type.</summary>
internal static class Codecs
{
    private static readonly ConcurrentDictionary<Type, Codec> s_codecs = new(PrimitiveCodecs.All);

    public static Codec<T> For<T>() => Cache<T>.Codec ??= (Codec<T>)For(typeof(T));

    public static Codec For(Type type) =>
        s_codecs.TryGetValue(type, out var codec) ? codec : s_codecs.GetOrAdd(type, Make(type));

    /// <summary>A copy that its receiver may change; the value itself where nothing in it can change.</summary>
    public static T Copy<T>(T value)
    {
        var codec = For<T>();
        if (codec.IsImmutable || value is null)
            return value;
        using var session = CopySession.Rent();
        return codec.Copy(value, session);
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
            return Create<Codec>(typeof(EnumCodec<>), type);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Create<Codec>(typeof(NullableCodec<>), inner);
        if (!type.IsValueType)
            return Create<Codec>(typeof(ObjectCodec<>), type);
        return Shapes.Has(type) ? (Codec)Shapes.Of(type) : Create<Codec>(typeof(StructCodec<>), type);
    }

    public static TResult Create<TResult>(Type definition, Type argument, params object[] arguments) =>
        (TResult)
            Activator.CreateInstance(
                definition.MakeGenericType(argument),
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
                null,
                arguments,
                null
            )!;

    private static class Cache<T>
    {
        public static Codec<T>? Codec;
    }
}

/// <summary>Finds how the content of objects of a runtime type is written; made once per type.</summary>
internal static class Bodies
{
    private static readonly ConcurrentDictionary<Type, Body> s_bodies = new();

    public static Body For(Type type) =>
        s_bodies.TryGetValue(type, out var body) ? body : s_bodies.GetOrAdd(type, Make(type));

    private static Body Make(Type type)
    {
        if (PrimitiveCodecs.All.ContainsKey(type) || type.IsValueType)
            return Codecs.Create<Body>(typeof(BoxedBody<>), type);
        if (typeof(Type).IsAssignableFrom(type))
            return new BoxedBody<Type>();
        if (typeof(System.Net.IPAddress).IsAssignableFrom(type))
            return new BoxedBody<System.Net.IPAddress>();
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
            return Codecs.Create<Body>(typeof(ExceptionBody<>), type);
        if (type.IsArray)
            return Codecs.Create<Body>(typeof(ContiguousBody<>), type.GetElementType()!, type.GetArrayRank());
        return Shapes.Has(type) ? (Body)Shapes.Of(type) : Codecs.Create<Body>(typeof(ClassBody<>), type);
    }
}
