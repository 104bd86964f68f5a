using Quant.MarketData.Zones;

namespace Quant.MarketData.Calendars;

/// <summary>
/// The days the New York Stock Exchange rests and those it closes at 13:00, by its rules (NYSE Rule 7.2) as they stood
/// from 1998 on. Single closings that follow no rule are in <see cref="NyseExceptions"/>.
/// </summary>
internal static class NyseHolidays
{
    /// <summary>Weekdays of a year on which the exchange is closed by rule.</summary>
    public static IEnumerable<DateOnly> Closed(int year)
    {
        var newYear = new DateOnly(year, 1, 1);
        if (newYear.DayOfWeek != DayOfWeek.Saturday)
        {
            yield return MondayIfSunday(newYear);
        }
        yield return Weekdays.Nth(year, 1, DayOfWeek.Monday, 3);
        yield return Weekdays.Nth(year, 2, DayOfWeek.Monday, 3);
        yield return EasterSunday(year).AddDays(-2);
        yield return Weekdays.Last(year, 5, DayOfWeek.Monday);
        if (year >= 2022)
        {
            yield return NearestWeekday(new DateOnly(year, 6, 19));
        }
        yield return NearestWeekday(new DateOnly(year, 7, 4));
        yield return Weekdays.Nth(year, 9, DayOfWeek.Monday, 1);
        yield return Thanksgiving(year);
        yield return NearestWeekday(new DateOnly(year, 12, 25));
    }

    /// <summary>Days of a year that end at 13:00 by rule; a closed day among them stays closed.</summary>
    public static IEnumerable<DateOnly> HalfDays(int year)
    {
        yield return Thanksgiving(year).AddDays(1);

        // Until 2012 a Thursday's Independence Day shortened the Friday after it, since 2013 the Wednesday before.
        var eve = new DateOnly(year, 7, 3);
        if (eve.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Thursday)
        {
            yield return eve;
        }
        else if (eve.DayOfWeek == DayOfWeek.Wednesday)
        {
            yield return year >= 2013 ? eve : eve.AddDays(2);
        }

        var christmasEve = new DateOnly(year, 12, 24);
        if (christmasEve.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Thursday)
        {
            yield return christmasEve;
        }
    }

    /// <summary>Easter Sunday in the Gregorian calendar, by the anonymous computus (Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var (month, day) = Math.DivRem(h + l - 7 * m + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    private static DateOnly Thanksgiving(int year) => Weekdays.Nth(year, 11, DayOfWeek.Thursday, 4);

    private static DateOnly MondayIfSunday(DateOnly date) =>
        date.DayOfWeek == DayOfWeek.Sunday ? date.AddDays(1) : date;

    private static DateOnly NearestWeekday(DateOnly date) =>
        date.DayOfWeek switch
        {
            DayOfWeek.Saturday => date.AddDays(-1),
            DayOfWeek.Sunday => date.AddDays(1),
            _ => date,
        };
}
