using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Providers.Http;

/// <summary>Which bars of an answer belong to what was asked: those that start in the range and have closed.</summary>
/// <param name="request">What was asked.</param>
/// <param name="now">The provider's time.</param>
internal readonly struct BarWindow(BarRequest request, DateTimeOffset now)
{
    private readonly long _now = UnixMicros.From(now);

    /// <summary>No bar is open for longer: a session and the night around it.</summary>
    private const long LongestOpen = 2 * UnixMicros.PerDay;

    public bool Holds(long ts) =>
        ts >= request.FromTs
        && ts < request.ToTs
        && (ts < _now - LongestOpen || request.Calendar.BarEnd(ts, request.Interval) <= _now);

    /// <summary>The page without bars that are not part of the answer; the same page where all are.</summary>
    public BarPage Cut(BarPage page)
    {
        var bars = page.Bars;
        for (var i = 0; i < bars.Count; i++)
        {
            if (!Holds(bars[i].Ts))
            {
                return page with { Bars = Kept(bars) };
            }
        }
        return page;
    }

    private List<Bar> Kept(IReadOnlyList<Bar> bars)
    {
        var kept = new List<Bar>(bars.Count);
        foreach (var bar in bars)
        {
            if (Holds(bar.Ts))
            {
                kept.Add(bar);
            }
        }
        return kept;
    }
}
