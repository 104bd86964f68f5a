using System.Globalization;
using Quant.Lake.DuckDb;
using Quant.Specs;

namespace Quant.Lake.Sql.Values;

/// <summary>ISO 8601 in UTC, with a fraction of a second only where there is one.</summary>
internal sealed class TimestampValues : SqlValueReader
{
    private static readonly long s_first = UnixMicros.From(DateTimeOffset.MinValue);
    private static readonly long s_last = UnixMicros.From(DateTimeOffset.MaxValue);

    protected override object Value(DuckDbVector vector, int row)
    {
        var micros = vector.Values<long>(row + 1)[row];
        return micros == long.MaxValue ? "infinity"
            : micros == -long.MaxValue ? "-infinity"
            : micros < s_first || micros > s_last ? $"{micros} microseconds since 1970"
            : UnixMicros.ToInstant(micros).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }
}
