using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Bars whose times fit the exchange's clock better when it is set otherwise.</summary>
internal sealed class TimeZoneCheck : IBarCheck
{
    private const int FewestBars = 100;
    private const int MinutesPerWeek = 7 * 1440;
    private const double OffHours = 0.25;
    private const double SmallestGain = 0.005;

    private static readonly CheckInfo s_info = new(
        "time-zone",
        "Wrong time zone",
        "Where bars fall in the exchange's week is compared with its hours: a bar outside all hours counts as one misfit, one "
            + "before the open or after the close as a quarter. Another reading of the times (by whole hours, or as those of New "
            + "York or of UTC) that lowers the misfit by a quarter of it, and by half a percent of the bars, is suspected to be right.",
        "Import the bars again with the time zone they are written in.",
        40
    );

    public IReadOnlyList<CheckInfo> Infos => [s_info];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var bars = input.All;
        if (bars.Interval.IsDaily || bars.Count < FewestBars || input.Calendar is AlwaysOpenCalendar)
        {
            yield break;
        }
        var zone = ExchangeZone.NewYork;
        var asRead = Week(bars.Ts, zone.ToLocal);
        var weights = Weights(input.Calendar, bars.Interval);
        var now = Misfit(asRead, weights, 0, bars.Count);
        var best = Readings(bars, zone, asRead)
            .Select(reading => (reading, Misfit: Misfit(reading.Week, weights, reading.Shift, bars.Count)))
            .MinBy(candidate => candidate.Misfit);
        if (now - best.Misfit <= Math.Max(SmallestGain, now / 4))
        {
            yield break;
        }
        var command = best.reading.Zone is { } named
            ? $"quant bars import FILE --symbol {bars.Symbol} --time-zone {named}"
            : null;
        yield return new Finding(
            s_info.Name,
            FindingSeverity.Error,
            bars.Count,
            bars.Ts[0],
            bars.Ts[^1],
            [new FindingExample(bars.Ts[0], $"first bar: {Clock(zone.ToLocal(bars.Ts[0]))} New York time as read")],
            $"The times look wrong: {best.reading.Words}, the misfit with the hours of {input.Calendar} falls from {Words.Percent(now)} to {Words.Percent(best.Misfit)}.",
            new OfferedFix(s_info.Fix, command)
        );
    }

    /// <summary>A way to read the times.</summary>
    /// <param name="Words">What it is, in words.</param>
    /// <param name="Zone">The zone to import with; null where none is known to do it.</param>
    /// <param name="Week">Bars by minute of New York's week.</param>
    /// <param name="Shift">Hours to add to it.</param>
    private sealed record Reading(string Words, string? Zone, int[] Week, int Shift);

    /// <summary>The likeliest first: of equal ones the first is taken.</summary>
    private static IEnumerable<Reading> Readings(BarSeries bars, ExchangeZone zone, int[] asRead)
    {
        const string Written = "read as times of";
        yield return new Reading($"{Written} New York that were taken for UTC", zone.Name, Week(bars.Ts, ts => ts), 0);
        var utc = Week(bars.Ts, ts => zone.ToLocal(zone.ToLocal(ts)));
        yield return new Reading($"{Written} UTC that were taken for New York's", "UTC", utc, 0);
        for (var hours = 1; hours <= 12; hours++)
        {
            var plural = hours == 1 ? "" : "s";
            yield return new Reading($"set {hours} hour{plural} later", null, asRead, hours);
            yield return new Reading($"set {hours} hour{plural} earlier", null, asRead, -hours);
        }
    }

    /// <summary>Bars by minute of the week, from Sunday midnight.</summary>
    private static int[] Week(long[] starts, Func<long, long> local)
    {
        var week = new int[MinutesPerWeek];
        foreach (var ts in starts)
        {
            // 1970-01-04 was a Sunday.
            var minute = (local(ts) / UnixMicros.PerMinute - 3 * 1440) % MinutesPerWeek;
            week[minute < 0 ? minute + MinutesPerWeek : minute]++;
        }
        return week;
    }

    /// <summary>What a bar at each minute of New York's week counts as a misfit.</summary>
    private static double[] Weights(ExchangeCalendar calendar, Interval interval)
    {
        // An ordinary week without a change of clocks.
        var sunday = ExchangeZone.LocalMidnight(new DateOnly(2024, 6, 2));
        var weights = new double[MinutesPerWeek];
        for (var minute = 0; minute < MinutesPerWeek; minute++)
        {
            var ts = ExchangeZone.NewYork.ToUtc(sunday + minute * UnixMicros.PerMinute);
            weights[minute] = calendar.SessionOf(ts, interval).Tag switch
            {
                SessionTag.Regular => 0,
                SessionTag.Closed => 1,
                _ => OffHours,
            };
        }
        return weights;
    }

    private static double Misfit(int[] week, double[] weights, int shift, int bars)
    {
        var sum = 0.0;
        for (var minute = 0; minute < MinutesPerWeek; minute++)
        {
            sum += week[minute] * weights[(minute + shift * 60 + MinutesPerWeek) % MinutesPerWeek];
        }
        return sum / bars;
    }

    private static string Clock(long local) => $"{UnixMicros.ToInstant(local):ddd yyyy-MM-dd HH:mm}";
}
