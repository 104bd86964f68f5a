namespace Quant.MarketData.Zones;

/// <summary>Dates that laws and exchanges give as "the third Monday".</summary>
internal static class Weekdays
{
    /// <summary>The nth given weekday of a month; n counts from 1.</summary>
    public static DateOnly Nth(int year, int month, DayOfWeek weekday, int n)
    {
        var first = new DateOnly(year, month, 1);
        var ahead = ((int)weekday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(ahead + 7 * (n - 1));
    }

    /// <summary>The last given weekday of a month.</summary>
    public static DateOnly Last(int year, int month, DayOfWeek weekday)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)weekday + 7) % 7));
    }
}
