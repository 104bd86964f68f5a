namespace FakeAlpaca.Market;

/// <summary>A split or cash dividend of the made-up market.</summary>
/// <param name="ExDate">First day that trades without it.</param>
/// <param name="NewShares">Of a split: shares after, for each share before; 1 for a dividend.</param>
/// <param name="Yield">Of a dividend: share of the price that is paid; 0 for a split.</param>
internal readonly record struct CorporateEvent(DateOnly ExDate, double NewShares, double Yield)
{
    public bool IsSplit => NewShares != 1;
}

/// <summary>Splits at their real dates, and made-up quarterly dividends.</summary>
internal static class CorporateEvents
{
    private const int LastYear = 2030;

    private static readonly Dictionary<string, (DateOnly ExDate, double NewShares)[]> s_splits = new()
    {
        ["AAPL"] = [(new(2020, 8, 31), 4)],
        ["TSLA"] = [(new(2020, 8, 31), 5), (new(2022, 8, 25), 3)],
        ["NVDA"] = [(new(2021, 7, 20), 4), (new(2024, 6, 10), 10)],
        ["AMZN"] = [(new(2022, 6, 6), 20)],
        ["GOOGL"] = [(new(2022, 7, 18), 20)],
    };

    /// <summary>All events of an instrument by ascending ex-date.</summary>
    public static CorporateEvent[] Of(Instrument instrument)
    {
        var events = new List<CorporateEvent>();
        if (s_splits.TryGetValue(instrument.Symbol, out var splits))
        {
            events.AddRange(splits.Select(split => new CorporateEvent(split.ExDate, split.NewShares, 0)));
        }
        if (instrument.QuarterlyDividend > 0)
        {
            var shift = instrument.Symbol == "AAPL" ? 1 : (int)(instrument.Seed % 3);
            for (var year = TradingDays.First.Year; year <= LastYear; year++)
            {
                for (var quarter = 0; quarter < 4; quarter++)
                {
                    if (ExDate(instrument, new DateOnly(year, 1 + shift + 3 * quarter, 8)) is { } date)
                    {
                        events.Add(new CorporateEvent(date, 1, instrument.QuarterlyDividend));
                    }
                }
            }
        }
        return [.. events.OrderBy(e => e.ExDate)];
    }

    /// <summary>What the price in today's shares, dividends reinvested, is multiplied by to give the price of a date.</summary>
    public static double Scale(CorporateEvent[] events, DateOnly date)
    {
        var scale = 1.0;
        foreach (var e in events)
        {
            scale *= e.IsSplit ? (e.ExDate > date ? e.NewShares : 1) : (e.ExDate <= date ? 1 - e.Yield : 1);
        }
        return scale;
    }

    /// <summary>Today's shares for each share of a date.</summary>
    public static double SharesSince(CorporateEvent[] events, DateOnly date)
    {
        var shares = 1.0;
        foreach (var e in events)
        {
            shares *= e.ExDate > date ? e.NewShares : 1;
        }
        return shares;
    }

    /// <summary>The second Friday of the month, or the next day of trading; never the first day of all.</summary>
    private static DateOnly? ExDate(Instrument instrument, DateOnly eighth)
    {
        var friday = eighth.AddDays(((int)DayOfWeek.Friday - (int)eighth.DayOfWeek + 7) % 7);
        return instrument.Days.OnOrAfter(friday) is { } date && date > TradingDays.First ? date : null;
    }
}
