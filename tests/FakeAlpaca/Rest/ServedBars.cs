using System.Runtime.InteropServices;
using FakeAlpaca.Market;
using Quant.MarketData.Bars;

namespace FakeAlpaca.Rest;

/// <summary>What feed and adjustment make of a bar of all exchanges.</summary>
internal static class ServedBars
{
    /// <summary>Share of the volume that the one exchange of the feed <c>iex</c> has.</summary>
    private const double IexShare = 0.03;

    public static Bar OfFeed(in Bar bar, string feed) =>
        feed == "iex"
            ? bar with
            {
                Volume = Math.Max(1, Math.Round(bar.Volume * IexShare)),
                TradeCount = Math.Max(1, (int)(bar.TradeCount * IexShare)),
            }
            : bar;

    /// <summary>Applies both to the bars of one day, in place.</summary>
    public static void Adjust(List<Bar> bars, int start, MarketView view, string symbol, DateOnly date, BarsQuery query)
    {
        if (query.Feed != "iex" && query.Adjustment == "raw")
        {
            return;
        }
        var (price, volume) = Factors(view, symbol, date, query.Adjustment);
        foreach (ref var bar in CollectionsMarshal.AsSpan(bars)[start..])
        {
            bar = OfFeed(bar, query.Feed);
            if (price != 1 || volume != 1)
            {
                bar = bar with
                {
                    Open = Round(bar.Open * price),
                    High = Round(bar.High * price),
                    Low = Round(bar.Low * price),
                    Close = Round(bar.Close * price),
                    Vwap = Round(bar.Vwap * price),
                    Volume = Math.Round(bar.Volume * volume),
                };
            }
        }
    }

    /// <summary>Factors of price and volume for events after a date whose ex-date has come.</summary>
    private static (double Price, double Volume) Factors(
        MarketView view,
        string symbol,
        DateOnly date,
        string adjustment
    )
    {
        var (price, volume) = (1.0, 1.0);
        if (adjustment == "raw")
        {
            return (price, volume);
        }
        var today = view.Today(symbol);
        foreach (var e in view.Market.Events(symbol))
        {
            if (e.ExDate <= date || e.ExDate > today)
            {
                continue;
            }
            if (e.IsSplit && adjustment is ("split" or "all"))
            {
                price /= e.NewShares;
                volume *= e.NewShares;
            }
            else if (!e.IsSplit && adjustment is ("dividend" or "all"))
            {
                price *= 1 - e.Yield;
            }
        }
        return (price, volume);
    }

    private static double Round(double price) => Math.Round(price, 4);
}
