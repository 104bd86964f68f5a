using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace FakeAlpaca.Market;

/// <summary>
/// The minutes of one day: a random walk of prices pinned to the ends of the day before and of this day, volumes in the
/// shape of a U, sparser outside the regular session. A minute without a trade has no bar.
/// </summary>
internal static class DayGenerator
{
    /// <summary>All bars of a day on which the instrument trades, ascending.</summary>
    public static Bar[] Minutes(Instrument instrument, CorporateEvent[] events, DateOnly date)
    {
        var hours = instrument.Calendar.HoursOf(date);
        var minutes = (int)((hours.PostClose - hours.PreOpen) / UnixMicros.PerMinute);
        var ordinal = instrument.Days.OrdinalOf(date);
        var random = new MarketRandom(instrument.Seed, -1L - ordinal);
        var scale = CorporateEvents.Scale(events, date);
        var shares = CorporateEvents.SharesSince(events, date);
        var size = instrument.TradeSize / shares;
        var mood = 0.55 + 0.9 * random.Uniform() * random.Uniform() * 2;
        var gap = instrument.IsStock ? 0.35 * instrument.DailyVolatility * random.Normal() : 0;
        var start = DailyPath.At(instrument, ordinal - 1) * scale * (1 + gap);
        var end = DailyPath.At(instrument, ordinal) * scale;

        var path = new double[minutes + 1];
        Walk(instrument, hours, path, start, end, mood, ref random);
        var halt = Halt.Of(instrument, hours);
        var bars = new Bar[minutes];
        var count = 0;
        for (var i = 0; i < minutes; i++)
        {
            var ts = hours.PreOpen + i * UnixMicros.PerMinute;
            var activity = instrument.TradesPerMinute * mood * Activity(hours, ts);
            var (chance, burst, up, down, middle) = (
                random.Uniform(),
                random.Uniform(),
                random.Uniform(),
                random.Uniform(),
                random.Uniform()
            );
            var trades = activity * (0.35 + 0.45 / (0.25 + burst));
            if (chance * (1 + trades) >= trades || (halt is { } h && ts >= h.FromTs && ts < h.ToTs))
            {
                continue;
            }
            var n = 1 + (int)trades;
            var sigma = start * instrument.DailyVolatility * mood * 0.04;
            var range = sigma * (n > 1 ? 1 : 0);
            bars[count++] = Made(ts, path[i], path[i + 1], range * up * up, range * down * down, middle, n, size);
        }
        return bars[..count];
    }

    private static Bar Made(
        long ts,
        double open,
        double close,
        double above,
        double below,
        double middle,
        int trades,
        double size
    )
    {
        var tick = open >= 1 ? 100.0 : 10_000.0;
        var (o, c) = (Tick(open, tick), trades > 1 ? Tick(close, tick) : Tick(open, tick));
        var high = Math.Max(Tick(Math.Max(o, c) + above, tick), Math.Max(o, c));
        var low = Math.Min(Tick(Math.Min(o, c) - below, tick), Math.Min(o, c));
        var volume =
            size >= 1
                ? Math.Max(trades, Math.Round(trades * size * (0.5 + middle)))
                : Math.Round(trades * size * (0.5 + middle), 8);
        var vwap = Math.Clamp(Math.Round(low + (high - low) * (0.3 + 0.4 * middle), 6), low, high);
        return new Bar(ts, o, high, low, c, volume, vwap, trades);
    }

    /// <summary>The nearest price on the grid of ticks, above zero.</summary>
    private static double Tick(double price, double perUnit) => Math.Max(1, Math.Round(price * perUnit)) / perUnit;

    private static void Walk(
        Instrument instrument,
        in SessionHours hours,
        double[] path,
        double start,
        double end,
        double mood,
        ref MarketRandom random
    )
    {
        var minutes = path.Length - 1;
        var variance = new double[path.Length];
        for (var i = 0; i < minutes; i++)
        {
            var share = Share(hours, hours.PreOpen + i * UnixMicros.PerMinute);
            var sigma = instrument.DailyVolatility * mood * Math.Sqrt(share / minutes);
            variance[i + 1] = variance[i] + sigma * sigma;
            path[i + 1] = path[i] + sigma * random.Normal();
        }
        var miss = end / start - 1 - path[minutes];
        for (var i = 0; i <= minutes; i++)
        {
            path[i] = start * (1 + path[i] + miss * variance[i] / variance[minutes]);
        }
    }

    /// <summary>Variance of a minute over the mean of the day.</summary>
    private static double Share(in SessionHours hours, long ts) =>
        hours.PreOpen == hours.Open ? 1
        : ts < hours.Open || ts >= hours.Close ? 0.35
        : 0.6 + Profile(hours, ts);

    /// <summary>Trades of a minute over the mean of the regular session.</summary>
    private static double Activity(in SessionHours hours, long ts)
    {
        if (hours.PreOpen == hours.Open)
        {
            return 1;
        }
        if (ts < hours.Open)
        {
            var near = (double)(ts - hours.PreOpen) / (hours.Open - hours.PreOpen);
            return 0.006 + 0.05 * near * near;
        }
        if (ts >= hours.Close)
        {
            var far = (double)(ts - hours.Close) / (hours.PostClose - hours.Close);
            return 0.005 + 0.06 * (1 - far) * (1 - far) * (1 - far);
        }
        return Profile(hours, ts);
    }

    /// <summary>A parabola over the regular session with mean 1: 2.2 at its ends, 0.4 at midday.</summary>
    private static double Profile(in SessionHours hours, long ts)
    {
        var u = 2.0 * (ts - hours.Open) / (hours.Close - hours.Open) - 1;
        return 0.4 + 1.8 * u * u;
    }
}
