namespace FakeAlpaca.Market;

/// <summary>
/// The price at the end of each day, as a Brownian bridge over all days, halved level by level: the price of any day costs
/// as many numbers as there are levels, whichever days were asked for before.
/// </summary>
internal static class DailyPath
{
    /// <summary>Price at the end of a day in today's shares, dividends reinvested; ordinal 0 is before the first day.</summary>
    public static double At(Instrument instrument, int ordinal)
    {
        var days = 1 << instrument.Days.Levels;
        var perYear = instrument.IsStock ? 252.0 : 365.0;
        var ends = new MarketRandom(instrument.Seed, 0);
        var (low, high) = (0, days);
        var (atLow, atHigh) = (
            0.0,
            instrument.AnnualDrift * days / perYear + 0.3 * instrument.DailyVolatility * Math.Sqrt(days) * ends.Normal()
        );
        var node = 1L;
        while (low < ordinal)
        {
            var middle = (low + high) / 2;
            if (middle == low)
            {
                break;
            }
            var spread = instrument.DailyVolatility * Math.Sqrt((high - low) / 4.0);
            var atMiddle = (atLow + atHigh) / 2 + spread * new MarketRandom(instrument.Seed, node).Normal();
            if (ordinal < middle)
            {
                (high, atHigh, node) = (middle, atMiddle, 2 * node);
            }
            else
            {
                (low, atLow, node) = (middle, atMiddle, 2 * node + 1);
            }
        }
        return instrument.Price * Exp(atLow);
    }

    /// <summary>Exponential from +, × and ÷ alone: the same bits on every machine.</summary>
    private static double Exp(double x)
    {
        var y = x / 1024;
        var e = 1 + y * (1 + y / 2 * (1 + y / 3 * (1 + y / 4 * (1 + y / 5 * (1 + y / 6)))));
        for (var i = 0; i < 10; i++)
        {
            e *= e;
        }
        return e;
    }
}
