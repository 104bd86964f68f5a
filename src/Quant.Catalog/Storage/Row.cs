using System.Data.Common;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Catalog.Storage;

/// <summary>The current row of a reader, read by column name into the types of the catalog's records.</summary>
internal readonly struct Row(DbDataReader reader)
{
    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column)
    {
        var ordinal = reader.GetOrdinal(column);
        return reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    }

    public long Whole(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public long? WholeOrNull(string column)
    {
        var ordinal = reader.GetOrdinal(column);
        return reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);
    }

    public int Int(string column) => checked((int)Whole(column));

    public int? IntOrNull(string column) => WholeOrNull(column) is { } whole ? checked((int)whole) : null;

    public bool Flag(string column) => Whole(column) != 0;

    public double Number(string column) => reader.GetDouble(reader.GetOrdinal(column));

    public double? NumberOrNull(string column)
    {
        var ordinal = reader.GetOrdinal(column);
        return reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal);
    }

    public byte[]? BytesOrNull(string column)
    {
        var ordinal = reader.GetOrdinal(column);
        return reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<byte[]>(ordinal);
    }

    public DateTimeOffset Instant(string column) => UnixMicros.ToInstant(Whole(column));

    public DateTimeOffset? InstantOrNull(string column) =>
        WholeOrNull(column) is { } micros ? UnixMicros.ToInstant(micros) : null;

    public Fingerprint Fingerprint(string column) => Specs.Fingerprint.Parse(Text(column), column);

    public Fingerprint? FingerprintOrNull(string column) =>
        TextOrNull(column) is { } text ? Specs.Fingerprint.Parse(text, column) : null;

    public Symbol Symbol(string column) => MarketData.Bars.Symbol.Parse(Text(column), column);

    public Interval Interval(string column) => MarketData.Bars.Interval.Parse(Text(column), column);

    public T Word<T>(string column)
        where T : struct, Enum => Words.Parse<T>(Text(column), column);
}
