using Quant.MarketData.Bars;
using Quant.MarketData.Zones;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>
/// Makes traded prices of Yahoo's, which are adjusted for every split until now: a bar before an ex-date is multiplied by
/// new shares per old, its volume divided by it.
/// </summary>
/// <remarks>
/// Yahoo keeps prices as 32-bit floats, about seven digits: 645.57 as 92.22429, times 7 645.57003. What was such a float is
/// rounded to seven digits again, and volumes to whole shares where a split was undone.
/// </remarks>
internal sealed class SplitUndo
{
    private const int FloatDigits = 7;

    private readonly ExchangeZone _zone;

    /// <summary>Ex-dates, ascending, each with the shares that one share before it has become by now.</summary>
    private readonly (DateOnly Ex, double Shares)[] _steps;

    /// <param name="splits">All splits until now; the same one may be told more than once.</param>
    /// <param name="zone">The exchange's zone, in which ex-dates begin.</param>
    /// <param name="today">Splits after it have not happened.</param>
    public SplitUndo(IEnumerable<YahooSplit> splits, ExchangeZone zone, DateOnly today)
    {
        _zone = zone;
        _steps =
        [
            .. splits
                .Select(split => (Ex: zone.DateOf(split.Ts), Shares: split.New / split.Old))
                .Where(split => split.Ex <= today)
                .Distinct()
                .OrderBy(split => split.Ex),
        ];
        for (var i = _steps.Length - 2; i >= 0; i--)
        {
            _steps[i].Shares *= _steps[i + 1].Shares;
        }
    }

    /// <summary>Shares of today that one share of a date has become.</summary>
    public double SharesOf(DateOnly date)
    {
        foreach (var (ex, shares) in _steps)
        {
            if (date < ex)
            {
                return shares;
            }
        }
        return 1;
    }

    /// <summary>The bar as it was traded.</summary>
    public Bar Undo(in Bar bar)
    {
        var shares = SharesOf(_zone.DateOf(bar.Ts));
        return bar with
        {
            Open = Price(bar.Open, shares),
            High = Price(bar.High, shares),
            Low = Price(bar.Low, shares),
            Close = Price(bar.Close, shares),
            Volume = shares == 1 ? bar.Volume : Math.Round(bar.Volume / shares),
        };
    }

    /// <summary>A dividend as it was paid: Yahoo gives six decimals, of which four are left after the multiplication.</summary>
    public double Undo(in YahooDividend dividend)
    {
        var shares = SharesOf(_zone.DateOf(dividend.Ts));
        return shares == 1 ? dividend.Amount : Math.Round(dividend.Amount * shares, 4);
    }

    private static double Price(double price, double shares)
    {
        var traded = price * shares;
        if ((float)price != price || !double.IsFinite(traded) || traded <= 0)
        {
            return traded;
        }
        var decimals = FloatDigits - 1 - (int)Math.Floor(Math.Log10(traded));
        return decimals is >= 0 and <= 15 ? (double)Math.Round((decimal)traded, decimals) : traded;
    }
}
