using Quant.Client.Web.Contracts;
using Quant.Client.Web.Tests.Hosting;
using Quant.Grains.Interfaces.Quality;
using Quant.MarketData.Bars;

namespace Quant.Client.Web.Tests.Api;

public sealed class QualityApiTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task A_check_asks_the_symbol_s_grain_and_explains_each_finding()
    {
        var report = await host.GetAsync<BarQualityDto>("/api/bars/test/1d/quality?from=3&to=90&sessions=all");

        var (key, request) = host.Grains.Asked.Last(asked => asked.Request is BarCheckRequest);
        Assert.Equal(("TEST", new BarCheckRequest("1d", 3, 90, "all")), (key, (BarCheckRequest)request));
        Assert.Equal((49, 12L, 9L), (report.Score, report.Expected, report.Present));
        Assert.Equal(
            [
                (MissingKind.NoTrade, 0L),
                (MissingKind.Halt, 0L),
                (MissingKind.ProviderGap, 3L),
                (MissingKind.Holiday, 0L),
            ],
            report.Missing.Select(missing => (missing.Kind, missing.Bars))
        );
        var finding = report.Findings[0];
        Assert.Equal((QualitySeverity.Error, "Bars to be asked for"), (finding.Severity, finding.Title));
        Assert.NotEmpty(finding.Meaning);
        Assert.Equal(("quant bars backfill", true), (finding.Fix!.Command, finding.Fix.FillsGaps));
        Assert.Null(report.Findings[1].Fix);
        Assert.Equal(new DateOnly(2024, 2, 29), report.Coverage.From);
        Assert.Equal([75, 255], report.Coverage.Shares);
    }

    [Fact]
    public async Task Gaps_are_paged_and_chosen_by_kind()
    {
        var gaps = await host.GetAsync<GapsDto>("/api/bars/TEST/1d/gaps?kind=providerGap&offset=5&limit=20");

        var (_, choice) = host.Grains.Asked.Last(asked => asked.Request is GapChoice);
        Assert.Equal(new GapChoice("providerGap", 5, 20), choice);
        Assert.Equal((7, MissingKind.ProviderGap, "regular"), (gaps.Total, gaps.Gaps[0].Kind, gaps.Gaps[0].Session));
    }

    [Fact]
    public async Task Provenance_sums_what_was_asked_of_each_source_and_lists_splits()
    {
        var catalog = host.Service<Quant.Catalog.CatalogStore>();
        var test = Symbol.Parse("TEST");
        foreach (var (from, bars) in new[] { (100L, 5L), (200L, 0L) })
        {
            await catalog.IngestWindows.RecordAsync(
                new(
                    test,
                    Interval.Day1,
                    from,
                    from + 100,
                    "alpaca",
                    "all",
                    DateTimeOffset.UnixEpoch,
                    bars,
                    new Dictionary<string, long> { ["OffGrid"] = 2 }
                )
            );
        }
        var before = await catalog.Adjustments.ListAsync(test);
        await catalog.Adjustments.ReplaceAsync(test, [new(new DateOnly(2014, 6, 6), 1 / 7.0, 1, "lean")]);

        var told = await host.GetAsync<ProvenanceDto>("/api/bars/TEST/1d/provenance");
        await catalog.Adjustments.ReplaceAsync(test, before);

        var asked = told.Asked.Single(source => source.Source == "alpaca");
        Assert.Equal((2, 1, 100L, 300L, 5L), (asked.Windows, asked.EmptyWindows, asked.FromTs, asked.ToTs, asked.Bars));
        Assert.Equal(4, asked.Refused["OffGrid"]);
        Assert.Equal((new DateOnly(2014, 6, 6), 1 / 7.0), (told.Actions[0].LastDate, told.Actions[0].SplitFactor));
    }

    [Theory]
    [InlineData("/api/bars/NOPE/1d/quality", 404)]
    [InlineData("/api/bars/NOPE/1d/gaps", 404)]
    [InlineData("/api/bars/NOPE/1d/provenance", 404)]
    [InlineData("/api/bars/TEST/2d/provenance", 400)]
    [InlineData("/api/bars/TEST/1d/quality?from=yesterday", 400)]
    public async Task What_is_not_there_or_cannot_be_asked_is_refused(string path, int status) =>
        Assert.Equal(status, (await host.ProblemAsync(path)).Status);
}
