using System.Globalization;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Partitions;

/// <summary>How a dataset is cut into partitions by time.</summary>
public enum PeriodKind
{
    /// <summary>UTC months, <c>2024-03</c>: minute and hourly series.</summary>
    Month,

    /// <summary>UTC years, <c>2024</c>: daily series.</summary>
    Year,

    /// <summary>One partition, <c>all</c>.</summary>
    All,

    /// <summary>UTC days, <c>2024-03-15</c>: the days of a minute series that are not finished.</summary>
    Day,
}

/// <summary>One period of a table.</summary>
/// <param name="Period">As in <see cref="Manifest.PartitionKey.Period"/>.</param>
/// <param name="Table">The rows whose time lies in it.</param>
public sealed record PeriodTable(string Period, ColumnTable Table);

/// <summary>Names and bounds of periods.</summary>
public static class Periods
{
    /// <summary>The period a time lies in.</summary>
    /// <param name="kind">How time is cut.</param>
    /// <param name="ts">Microseconds UTC, of the years 1 to 9999.</param>
    public static string Of(PeriodKind kind, long ts) =>
        kind switch
        {
            PeriodKind.Month => UnixMicros.ToInstant(ts).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            PeriodKind.Day => UnixMicros.ToInstant(ts).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            PeriodKind.Year => UnixMicros.ToInstant(ts).ToString("yyyy", CultureInfo.InvariantCulture),
            _ => "all",
        };

    /// <summary>First microsecond of a period and of the one after; the whole of time for <c>all</c>.</summary>
    /// <exception cref="BadInputException">Not a period.</exception>
    public static (long From, long To) Bounds(string period)
    {
        if (period == "all")
        {
            return (long.MinValue, long.MaxValue);
        }
        var kind = KindOf(period);
        var format = kind switch
        {
            PeriodKind.Year => "yyyy",
            PeriodKind.Month => "yyyy-MM",
            _ => "yyyy-MM-dd",
        };
        if (
            !DateTime.TryParseExact(
                period,
                format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var start
            )
        )
        {
            throw new BadInputException(
                "period",
                period,
                "a UTC day such as 2024-03-15, a UTC month such as 2024-03, a UTC year such as 2024, or all"
            );
        }
        return (UnixMicros.From(start), EndOf(kind, start));
    }

    /// <summary>The kind of a period's name, by its length; the name itself may still be none.</summary>
    public static PeriodKind KindOf(string period) =>
        period.Length switch
        {
            3 => PeriodKind.All,
            4 => PeriodKind.Year,
            7 => PeriodKind.Month,
            _ => PeriodKind.Day,
        };

    private static long EndOf(PeriodKind kind, DateTime start)
    {
        var last = kind switch
        {
            PeriodKind.Year => start.Year == 9999,
            PeriodKind.Month => start is { Year: 9999, Month: 12 },
            _ => start is { Year: 9999, Month: 12, Day: 31 },
        };
        return last
            ? long.MaxValue
            : UnixMicros.From(
                kind switch
                {
                    PeriodKind.Year => start.AddYears(1),
                    PeriodKind.Month => start.AddMonths(1),
                    _ => start.AddDays(1),
                }
            );
    }

    /// <summary>
    /// Cuts a table, sorted by its first column <c>ts</c>, into its periods, in time order. A table of no rows has none.
    /// </summary>
    public static IReadOnlyList<PeriodTable> Split(ColumnTable table, PeriodKind kind)
    {
        var ts = table.Timestamps();
        var parts = new List<PeriodTable>();
        for (var start = 0; start < ts.Length; )
        {
            var period = Of(kind, ts[start]);
            var to = Bounds(period).To;
            var end = Array.BinarySearch(ts, start, ts.Length - start, to);
            end = Math.Max(end >= 0 ? end : ~end, start + 1);
            parts.Add(new PeriodTable(period, table.Slice(start, end - start)));
            start = end;
        }
        return parts;
    }
}
