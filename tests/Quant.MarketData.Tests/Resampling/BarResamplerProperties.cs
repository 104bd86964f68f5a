using FsCheck;
using FsCheck.Fluent;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Resampling;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;
using Interval = Quant.MarketData.Bars.Interval;

namespace Quant.MarketData.Tests.Resampling;

public sealed class BarResamplerProperties
{
    private static readonly ExchangeCalendar s_nyse = ExchangeCalendar.Nyse;
    private static readonly Interval[] s_targets = [.. Interval.All.Skip(1)];

    /// <summary>Minutes from before the open of 2024-03-07, over the change of clocks on the 10th, with holes.</summary>
    private static BarSeries Walk(IEnumerable<(byte Skip, sbyte Move, ushort Volume)> steps)
    {
        var (ts, price) = (NewYork("2024-03-07 09:05"), 1000);
        var builder = new BarSeriesBuilder();
        foreach (var (skip, move, volume) in steps)
        {
            ts += (1 + (skip < 200 ? skip % 4 : skip)) * UnixMicros.PerMinute;
            var open = price;
            price = Math.Max(1, price + move);
            var high = Math.Max(open, price) + volume % 3;
            builder.Add(
                new Bar(ts, open, high, Math.Min(open, price), price, volume, (open + price) / 2.0, volume % 50)
            );
        }
        return builder.Build(Symbol.Parse("WALK"), Interval.Minute1);
    }

    private static void Check(Func<BarSeries, bool> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte, sbyte, ushort)[]>(), steps => property(Walk(steps)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithStartSize(50).WithEndSize(1500));

    [Fact]
    public void Every_bucket_equals_a_plain_grouping_of_its_minutes() =>
        Check(source =>
            s_targets.All(target =>
            {
                var after = source.Count == 0 ? 0 : source.Ts[^1] + UnixMicros.PerDay;
                var actual = BarResampler.Resample(source, target, s_nyse, asOf: after).ToBars();
                return actual.SequenceEqual(PlainGrouping(source, target));
            })
        );

    [Fact]
    public void Cut_at_any_bar_the_buckets_are_the_first_of_the_whole_and_none_looks_ahead() =>
        Check(source =>
            s_targets.All(target =>
                Enum.GetValues<ExtendedHours>()
                    .All(extended =>
                    {
                        var whole = BarResampler.Resample(source, target, s_nyse, extended).ToBars();
                        for (var cut = 0; cut < source.Count; cut += 1 + source.Count / 25)
                        {
                            var known = s_nyse.BarEnd(source.Ts[cut], Interval.Minute1);
                            var part = BarResampler.Resample(source.Slice(0, cut + 1), target, s_nyse, extended);
                            var asOf = BarResampler.Resample(source, target, s_nyse, extended, known);
                            if (
                                !part.ToBars().SequenceEqual(whole.Take(part.Count))
                                || !part.ToBars().SequenceEqual(asOf.ToBars())
                                || part.Ts.Any(ts => BucketEnd(ts, target) > known)
                            )
                            {
                                return false;
                            }
                        }
                        return true;
                    })
            )
        );

    [Fact]
    public void Extended_hours_apart_lose_no_volume() =>
        Check(source =>
            s_targets
                .Where(target => !target.IsDaily)
                .All(target =>
                {
                    var after = source.Count == 0 ? 0 : source.Ts[^1] + UnixMicros.PerDay;
                    var expected = source
                        .ToBars()
                        .Where(bar => s_nyse.SessionOf(bar.Ts).Tag != SessionTag.Closed)
                        .Sum(bar => bar.Volume);
                    var actual = BarResampler.Resample(source, target, s_nyse, ExtendedHours.Apart, after);
                    return actual.Volume.Sum() == expected;
                })
        );

    /// <summary>End of a bucket by the tag of its start: a pre-market bucket ends at the open at the latest.</summary>
    private static long BucketEnd(long ts, Interval target)
    {
        s_nyse.TryFind(ts, out var session);
        return target.IsDaily ? session.Close
            : ts < session.Open ? Math.Min(ts + target.Micros, session.Open)
            : ts < session.Close ? Math.Min(ts + target.Micros, session.Close)
            : Math.Min(ts + target.Micros, session.PostClose);
    }

    /// <summary>The definition, with the hours of these few days written out; the last bar may lack its bucket's end.</summary>
    private static IEnumerable<Bar> PlainGrouping(BarSeries source, Interval target)
    {
        var minute = UnixMicros.PerMinute;
        return source
            .ToBars()
            .Select(bar => (Bar: bar, Offset: bar.Ts < Utc("2024-03-10 07:00") ? -5 * 60 : -4 * 60))
            .Select(item => (item.Bar, item.Offset, Local: item.Bar.Ts / minute + item.Offset))
            .Where(item => item.Local % 1440 is >= 570 and < 960)
            .Where(item => s_nyse.IsSession(DateOnly.FromDateTime(DateTime.UnixEpoch.AddMinutes(item.Local))))
            .GroupBy(item =>
            {
                var midnight = item.Local - item.Local % 1440 - item.Offset;
                var sinceOpen = item.Local % 1440 - 570;
                return (target.IsDaily ? midnight : midnight + 570 + sinceOpen / target.Minutes * target.Minutes)
                    * minute;
            })
            .Select(group =>
                group.Select(item => item.Bar).ToList() is var bars
                    ? new Bar(
                        group.Key,
                        bars[0].Open,
                        bars.Max(bar => bar.High),
                        bars.Min(bar => bar.Low),
                        bars[^1].Close,
                        bars.Sum(bar => bar.Volume),
                        bars.Sum(bar => bar.Volume) > 0
                            ? bars.Sum(bar => bar.Volume * bar.Vwap) / bars.Sum(bar => bar.Volume)
                            : double.NaN,
                        bars.Sum(bar => bar.TradeCount)
                    )
                    : default
            );
    }
}
