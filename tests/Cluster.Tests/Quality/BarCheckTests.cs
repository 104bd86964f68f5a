using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Quality;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.Specs;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Cluster.Tests.Quality;

public sealed class BarCheckTests
{
    private static readonly BarCheckRequest s_all = new("1d", null, null, "regular");

    /// <summary>Daily bars with a split in the middle and, from bar 100 on, three days missing.</summary>
    private static IReadOnlyList<TestBar> Faulty()
    {
        var bars = TestBars.Daily(300).ToList();
        for (var i = 150; i < bars.Count; i++)
        {
            var bar = bars[i];
            bars[i] = bar with
            {
                Open = bar.Open / 4,
                High = bar.High / 4,
                Low = bar.Low / 4,
                Close = bar.Close / 4,
                Volume = bar.Volume * 4,
            };
        }
        bars.RemoveRange(100, 3);
        return bars;
    }

    [Fact]
    public async Task What_was_imported_is_judged_by_its_calendar_its_splits_and_what_was_asked_for()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", Faulty());

        var report = await factory.Grain<IBarCheckGrain>("ACME").CheckAsync(s_all, CancellationToken.None);

        Assert.Equal((297L, 300L, 297L), (report.Bars, report.Expected, report.Present));
        Assert.Equal(3, report.Missing[nameof(GapKind.ProviderGap)]);
        Assert.Equal(["missed-splits", "provider-gaps"], report.Findings.Select(finding => finding.Check));
        Assert.Contains("4:1 on", report.Findings[0].Message);
        Assert.True(report.Findings[1].FillsGaps);
        Assert.Equal((int)Math.Floor(100 - report.Lost.Sum(lost => lost.Points)), report.Score);
        Assert.Equal("2010-01-04", report.CoverageFrom);
        Assert.Equal((100, 255), (report.Coverage[0], report.Coverage[5]));
        Assert.Equal("csv", Assert.Single(report.Sources).Key);
    }

    [Fact]
    public async Task A_split_that_is_told_is_no_longer_a_fault_and_the_answer_is_new()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = Faulty();
        await factory.ImportAsync("ACME", bars);
        var grain = factory.Grain<IBarCheckGrain>("ACME");
        await grain.CheckAsync(s_all, CancellationToken.None);

        await factory.Catalog.Adjustments.ReplaceAsync(
            Symbol.Parse("ACME"),
            [new(bars[146].Date, 0.25, 1, "test")],
            CancellationToken.None
        );

        var report = await grain.CheckAsync(s_all, CancellationToken.None);
        Assert.Equal("provider-gaps", Assert.Single(report.Findings).Check);
    }

    [Fact]
    public async Task Gaps_come_in_pages_and_by_kind()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", Faulty());
        var grain = factory.Grain<IBarCheckGrain>("ACME");

        var holidays = await grain.ListGapsAsync(s_all, new GapChoice("holiday", 0, 2), CancellationToken.None);
        var owed = await grain.ListGapsAsync(s_all, new GapChoice("providerGap", 1, 10), CancellationToken.None);
        var all = await grain.ListGapsAsync(s_all, new GapChoice(null, 0, 1000), CancellationToken.None);

        Assert.Equal((2, 3, 2), (holidays.Gaps.Count, owed.Total, owed.Gaps.Count));
        Assert.All(owed.Gaps, gap => Assert.Equal("ProviderGap", gap.Kind));
        Assert.Equal(holidays.Total + 3, all.Total);
        Assert.Equal(all.Gaps.OrderBy(gap => gap.FromTs), all.Gaps);
    }

    [Fact]
    public async Task What_cannot_be_asked_names_the_field()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(30));
        var grain = factory.Grain<IBarCheckGrain>("ACME");
        async Task Refused(string field, BarCheckRequest request, GapChoice? choice = null) =>
            Assert.Equal(
                field,
                (
                    await Assert.ThrowsAsync<BadRequestException>(() =>
                        grain.ListGapsAsync(request, choice ?? new GapChoice(null, 0, 10), CancellationToken.None)
                    )
                ).Field
            );

        await Refused("interval", s_all with { Interval = "2d" });
        await Refused("interval", s_all with { Interval = "1m" });
        await Refused("sessions", s_all with { Sessions = "night" });
        await Refused("from", s_all with { FromTs = UnixMicros.PerDay, ToTs = UnixMicros.PerDay });
        await Refused("kind", s_all, new GapChoice("lunch", 0, 10));
        await Refused("limit", s_all, new GapChoice(null, 0, 0));
        await Refused("offset", s_all, new GapChoice(null, -1, 10));
    }
}
