using Quant.MarketData.Calendars;

namespace FakeAlpaca.Market;

/// <summary>The days of a calendar since <see cref="First"/>, counted.</summary>
internal sealed class TradingDays
{
    /// <summary>The first day of every series.</summary>
    public static readonly DateOnly First = new(2016, 1, 4);

    public static readonly TradingDays Nyse = new(ExchangeCalendar.Nyse, 12);
    public static readonly TradingDays EveryDay = new(ExchangeCalendar.AlwaysOpen, 14);

    private readonly int[] _ordinals;
    private readonly DateOnly[] _dates;

    private TradingDays(ExchangeCalendar calendar, int levels)
    {
        Levels = levels;
        var last = First.AddDays(16_000) < calendar.LastDate ? First.AddDays(16_000) : calendar.LastDate;
        _ordinals = new int[last.DayNumber - First.DayNumber + 1];
        var dates = new List<DateOnly>();
        for (var i = 0; i < _ordinals.Length; i++)
        {
            var date = First.AddDays(i);
            if (calendar.IsSession(date))
            {
                _ordinals[i] = dates.Count + 1;
                dates.Add(date);
            }
        }
        _dates = [.. dates];
        if (dates.Count >= 1 << levels)
        {
            throw new InvalidOperationException($"{dates.Count} days of {calendar} need more than {levels} levels.");
        }
    }

    /// <summary>2 to this power is more than all days.</summary>
    public int Levels { get; }

    /// <summary>1 for the first day; 0 for a date that is no day of it, or outside.</summary>
    public int OrdinalOf(DateOnly date)
    {
        var i = date.DayNumber - First.DayNumber;
        return i >= 0 && i < _ordinals.Length ? _ordinals[i] : 0;
    }

    /// <summary>The first day on or after a date; null after the last.</summary>
    public DateOnly? OnOrAfter(DateOnly date)
    {
        var i = Array.BinarySearch(_dates, date);
        i = i >= 0 ? i : ~i;
        return i < _dates.Length ? _dates[i] : null;
    }

    /// <summary>The last day on or before a date; null before the first.</summary>
    public DateOnly? OnOrBefore(DateOnly date)
    {
        var i = Array.BinarySearch(_dates, date);
        i = i >= 0 ? i : ~i - 1;
        return i >= 0 ? _dates[i] : null;
    }
}
