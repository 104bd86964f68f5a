using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization;

/// <summary>
/// Exceptions: type, message, stack, inner exception and result code, and for types marked for sending their own members.
/// What a framework exception holds besides is not sent. Within a silo the exception itself is passed.
/// </summary>
internal sealed class ExceptionBody<T> : Body
    where T : Exception
{
    private readonly Codec<Exception?> _inner = Codecs.For<Exception?>();
    private readonly MemberSet<T>? _members = typeof(T).IsDefined(typeof(GenerateSerializerAttribute), false)
        ? new MemberSet<T>()
        : null;

    public override bool IsImmutable => true;

    public override void Write(WireWriter writer, object value)
    {
        var exception = (T)value;
        // An AggregateException appends its inner messages to its own each time it is asked.
        writer.WriteString(exception is AggregateException ? MessageOf(exception) : exception.Message);
        writer.WriteString(exception.StackTrace);
        writer.WriteSigned(exception.HResult);
        if (exception is AggregateException aggregate)
        {
            writer.WriteUnsigned((ulong)aggregate.InnerExceptions.Count);
            foreach (var inner in aggregate.InnerExceptions)
                _inner.Write(writer, inner);
        }
        else
        {
            _inner.Write(writer, exception.InnerException);
        }

        _members?.Write(writer, ref exception);
    }

    public override object Read(WireReader reader, int reference)
    {
        var message = reader.ReadString();
        var stack = reader.ReadString();
        var result = (int)reader.ReadSigned();
        T exception;
        if (typeof(T) == typeof(AggregateException))
        {
            var inners = new Exception[reader.ReadCount()];
            for (var i = 0; i < inners.Length; i++)
                inners[i] = _inner.Read(reader)!;
            exception = (T)(Exception)new AggregateException(inners);
        }
        else
        {
            exception = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
            reader.SetReference(reference, exception);
            InnerOf(exception) = _inner.Read(reader);
        }

        MessageOf(exception) = message;
        exception.HResult = result;
        _members?.Read(reader, ref exception);
        return stack is null ? exception : ExceptionDispatchInfo.SetRemoteStackTrace(exception, stack);
    }

    public override object Copy(object value, CopySession session) => value;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerOf(Exception exception);
}
