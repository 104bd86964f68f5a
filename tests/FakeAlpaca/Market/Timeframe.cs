using Quant.MarketData.Bars;
using Quant.Specs;

namespace FakeAlpaca.Market;

/// <summary>Length of a bar, by the name the API gives it. Bars of minutes and hours start at multiples of their length.</summary>
internal readonly record struct Timeframe(string Name, string Token, int Minutes)
{
    public static readonly Timeframe Minute1 = new("1Min", "M", 1);
    public static readonly Timeframe Day1 = new("1Day", "D", 1440);

    private static readonly Timeframe[] s_all =
    [
        Minute1,
        new("5Min", "5M", 5),
        new("15Min", "15M", 15),
        new("30Min", "30M", 30),
        new("1Hour", "H", 60),
        Day1,
    ];

    public bool IsDaily => Minutes == 1440;

    private long Micros => Minutes * UnixMicros.PerMinute;

    public static bool TryParse(string text, out Timeframe timeframe)
    {
        timeframe = Array.Find(s_all, known => known.Name == text);
        return timeframe.Minutes > 0;
    }

    /// <summary>The bars of this length that have closed.</summary>
    public Bar[] Sum(ReadOnlySpan<Bar> minutes, long now)
    {
        var bars = new List<Bar>();
        for (var from = 0; from < minutes.Length; )
        {
            var start = minutes[from].Ts - minutes[from].Ts % Micros;
            var to = from + 1;
            while (to < minutes.Length && minutes[to].Ts < start + Micros)
            {
                to++;
            }
            if (start + Micros <= now)
            {
                bars.Add(Sum(start, minutes[from..to]));
            }
            from = to;
        }
        return [.. bars];
    }

    /// <summary>One bar of several.</summary>
    public static Bar Sum(long start, ReadOnlySpan<Bar> bars)
    {
        var (high, low, volume, value, trades) = (bars[0].High, bars[0].Low, 0.0, 0.0, 0L);
        foreach (ref readonly var bar in bars)
        {
            high = Math.Max(high, bar.High);
            low = Math.Min(low, bar.Low);
            volume += bar.Volume;
            value += bar.Volume * bar.Vwap;
            trades += bar.TradeCount;
        }
        volume = Math.Round(volume, 8);
        var vwap = volume > 0 ? Math.Clamp(Math.Round(value / volume, 6), low, high) : bars[0].Vwap;
        return new Bar(start, bars[0].Open, high, low, bars[^1].Close, volume, vwap, (int)trades);
    }
}
