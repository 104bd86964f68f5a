using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>A codec given by two functions.</summary>
internal sealed class ValueCodec<T>(int kind, Action<WireWriter, T> write, Func<WireReader, T> read) : ImmutableCodec<T>
{
    public override int Kind => kind;

    public override void Write(WireWriter writer, T value) => write(writer, value);

    public override T Read(WireReader reader) => read(reader);
}

/// <summary>Enumerations, by their number.</summary>
internal sealed class EnumCodec<T> : ImmutableCodec<T>
    where T : struct, Enum
{
    public override int Kind => WireKind.Varint;

    public override void Write(WireWriter writer, T value) =>
        writer.WriteSigned(
            Unsafe.SizeOf<T>() switch
            {
                1 => Unsafe.As<T, sbyte>(ref value),
                2 => Unsafe.As<T, short>(ref value),
                4 => Unsafe.As<T, int>(ref value),
                _ => Unsafe.As<T, long>(ref value),
            }
        );

    public override T Read(WireReader reader)
    {
        var number = reader.ReadSigned();
        return Unsafe.As<long, T>(ref number);
    }
}

/// <summary>Values that may be missing.</summary>
internal sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    private readonly Codec<T> _inner = Codecs.For<T>();

    public override bool IsImmutable => _inner.IsImmutable;

    public override void Write(WireWriter writer, T? value)
    {
        writer.WriteByte(value.HasValue ? (byte)1 : (byte)0);
        if (value.HasValue)
            _inner.Write(writer, value.GetValueOrDefault());
    }

    public override T? Read(WireReader reader) => reader.ReadByte() == 0 ? null : _inner.Read(reader);

    public override T? Copy(T? value, CopySession session) =>
        value.HasValue ? _inner.Copy(value.GetValueOrDefault(), session) : null;
}

/// <summary>The types that need no metadata.</summary>
internal static class PrimitiveCodecs
{
    public static readonly Dictionary<Type, Codec> All = Build();

    private static Dictionary<Type, Codec> Build()
    {
        var all = new Dictionary<Type, Codec>();
        Add(WireKind.Varint, (w, v) => w.WriteUnsigned(v ? 1u : 0u), r => r.ReadUnsigned() != 0);
        Add(WireKind.Varint, (w, v) => w.WriteUnsigned(v), r => checked((byte)r.ReadUnsigned()));
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v), r => checked((sbyte)r.ReadSigned()));
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v), r => checked((short)r.ReadSigned()));
        Add(WireKind.Varint, (w, v) => w.WriteUnsigned(v), r => checked((ushort)r.ReadUnsigned()));
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v), r => checked((int)r.ReadSigned()));
        Add(WireKind.Varint, (w, v) => w.WriteUnsigned(v), r => checked((uint)r.ReadUnsigned()));
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v), r => r.ReadSigned());
        Add(WireKind.Varint, (w, v) => w.WriteUnsigned(v), r => r.ReadUnsigned());
        Add(WireKind.Varint, (w, v) => w.WriteUnsigned(v), r => checked((char)r.ReadUnsigned()));
        Add(
            WireKind.Fixed32,
            (w, v) => w.WriteFixed32(BitConverter.SingleToUInt32Bits(v)),
            r => BitConverter.UInt32BitsToSingle(r.ReadFixed32())
        );
        Add(
            WireKind.Fixed64,
            (w, v) => w.WriteFixed64(BitConverter.DoubleToUInt64Bits(v)),
            r => BitConverter.UInt64BitsToDouble(r.ReadFixed64())
        );
        Add(
            WireKind.Varint,
            (w, v) => w.WriteUnsigned(BitConverter.HalfToUInt16Bits(v)),
            r => BitConverter.UInt16BitsToHalf((ushort)r.ReadUnsigned())
        );
        Add<decimal>(WireKind.Length, WriteDecimal, ReadDecimal);
        Add<string?>(WireKind.Length, (w, v) => w.WriteString(v), r => r.ReadString());
        Add<DateTime>(
            WireKind.Fixed64,
            (w, v) => w.WriteFixed64((ulong)v.Ticks | ((ulong)v.Kind << 62)),
            r => ToDateTime(r.ReadFixed64())
        );
        Add<DateTimeOffset>(
            WireKind.Length,
            (w, v) =>
            {
                w.WriteFixed64((ulong)v.Ticks);
                w.WriteSigned(v.Offset.Ticks);
            },
            r => new((long)r.ReadFixed64(), new TimeSpan(r.ReadSigned()))
        );
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v.Ticks), r => new TimeSpan(r.ReadSigned()));
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v.DayNumber), r => DateOnly.FromDayNumber((int)r.ReadSigned()));
        Add(WireKind.Varint, (w, v) => w.WriteSigned(v.Ticks), r => new TimeOnly(r.ReadSigned()));
        Add<Guid>(WireKind.Length, WriteGuid, r => new(r.ReadBytes(16)));
        Add<Int128>(WireKind.Length, (w, v) => WriteWide(w, (UInt128)v), r => (Int128)ReadWide(r));
        Add(WireKind.Length, WriteWide, ReadWide);
        Add<BigInteger>(
            WireKind.Length,
            (w, v) => w.WriteString(v.ToString(CultureInfo.InvariantCulture)),
            r => BigInteger.Parse(r.ReadString()!, CultureInfo.InvariantCulture)
        );
        AddText<Uri>(v => v.OriginalString, v => new Uri(v, UriKind.RelativeOrAbsolute));
        AddText<Version>(v => v.ToString(), v => new Version(v));
        AddText<Type>(TypeNames.Format, TypeNames.Resolve);
        AddText<CultureInfo>(v => v.Name, CultureInfo.GetCultureInfo);
        AddText<IPAddress>(v => v.ToString(), IPAddress.Parse);
        AddText<IPEndPoint>(v => v.ToString(), IPEndPoint.Parse);
        AddText<SiloAddress>(v => v.ToParsableString(), SiloAddress.FromParsableString);
        return all;

        void Add<T>(int kind, Action<WireWriter, T> write, Func<WireReader, T> read) =>
            all.Add(typeof(T), new ValueCodec<T>(kind, write, read));

        void AddText<T>(Func<T, string> format, Func<string, T> parse)
            where T : class =>
            Add<T?>(
                WireKind.Length,
                (w, v) => w.WriteString(v is null ? null : format(v)),
                r => r.ReadString() is { } text ? parse(text) : null
            );
    }

    private static DateTime ToDateTime(ulong bits) =>
        new((long)(bits & 0x3FFF_FFFF_FFFF_FFFF), (DateTimeKind)(bits >> 62));

    private static void WriteWide(WireWriter writer, UInt128 value)
    {
        writer.WriteFixed64((ulong)(value >> 64));
        writer.WriteFixed64((ulong)value);
    }

    private static UInt128 ReadWide(WireReader reader) => new(reader.ReadFixed64(), reader.ReadFixed64());

    private static void WriteGuid(WireWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        writer.WriteBytes(bytes);
    }

    private static void WriteDecimal(WireWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var part in bits)
            writer.WriteFixed32((uint)part);
    }

    private static decimal ReadDecimal(WireReader reader)
    {
        Span<int> bits = stackalloc int[4];
        foreach (ref var part in bits)
            part = (int)reader.ReadFixed32();
        return new decimal(bits);
    }
}
