using Quant.Specs;

namespace Quant.MarketData.Zones;

/// <summary>
/// America/New_York by the law of the United States, so that a machine without time zone data reads bars the same way:
/// from 2007 daylight time lasts from the second Sunday in March to the first Sunday in November (Energy Policy Act of
/// 2005), 1987 to 2006 from the first Sunday in April to the last in October, 1967 to 1986 from the last Sunday in
/// April (6 January in 1974 and 23 February in 1975, Emergency Daylight Saving Time Act) to the last in October.
/// Clocks move at 02:00 wall-clock time.
/// </summary>
/// <remarks>Years before 1967 are read by the rule of 1967, which is not what every one of them had.</remarks>
internal sealed class NewYorkZone : ExchangeZone
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const long Standard = -5 * UnixMicros.PerHour;
    private const long Daylight = -4 * UnixMicros.PerHour;

    private readonly long[] _starts = new long[LastYear - FirstYear + 1];
    private readonly long[] _ends = new long[LastYear - FirstYear + 1];

    public NewYorkZone()
    {
        for (var year = FirstYear; year <= LastYear; year++)
        {
            var (start, end) = DaylightDates(year);
            _starts[year - FirstYear] = LocalMidnight(start) + 2 * UnixMicros.PerHour - Standard;
            _ends[year - FirstYear] = LocalMidnight(end) + 2 * UnixMicros.PerHour - Daylight;
        }
    }

    public override string Name => "America/New_York";

    public override long OffsetAt(long utc)
    {
        var i = YearOf(utc) - FirstYear;
        return utc >= _starts[i] && utc < _ends[i] ? Daylight : Standard;
    }

    public override long ToUtc(long local)
    {
        var daylight = local - Daylight;
        return OffsetAt(daylight) == Daylight ? daylight : local - Standard;
    }

    /// <summary>First and last date of daylight time; both are Sundays but for 1974.</summary>
    private static (DateOnly Start, DateOnly End) DaylightDates(int year) =>
        year switch
        {
            >= 2007 => (Weekdays.Nth(year, 3, DayOfWeek.Sunday, 2), Weekdays.Nth(year, 11, DayOfWeek.Sunday, 1)),
            >= 1987 => (Weekdays.Nth(year, 4, DayOfWeek.Sunday, 1), Weekdays.Last(year, 10, DayOfWeek.Sunday)),
            1974 => (new DateOnly(1974, 1, 6), Weekdays.Last(year, 10, DayOfWeek.Sunday)),
            1975 => (new DateOnly(1975, 2, 23), Weekdays.Last(year, 10, DayOfWeek.Sunday)),
            _ => (Weekdays.Last(year, 4, DayOfWeek.Sunday), Weekdays.Last(year, 10, DayOfWeek.Sunday)),
        };

    /// <summary>The year by its mean length: wrong only around New Year, when both neighbours say standard time.</summary>
    private static int YearOf(long utc) =>
        Math.Clamp((int)Math.Floor(utc / (365.2425 * UnixMicros.PerDay)) + 1970, FirstYear, LastYear);
}
