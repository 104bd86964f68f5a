using Quant.Grains.Interfaces.Quality;

namespace Quant.Client.Web.Tests.Fakes;

/// <content>Reports on bars.</content>
internal sealed partial class FakeGrain : IBarCheckGrain
{
    public Task<BarQualityReport> CheckAsync(BarCheckRequest request, CancellationToken cancellation) =>
        AnswerAsync(
            request,
            new BarQualityReport(
                key,
                request.Interval,
                "1m",
                "XNYS",
                "America/New_York",
                request.Sessions,
                request.FromTs ?? 0,
                request.ToTs ?? 100,
                10,
                12,
                9,
                new Dictionary<string, long> { ["ProviderGap"] = 3 },
                49,
                [new LostScore("provider-gaps", 50.5, "100 × √0.25")],
                [
                    new BarFinding(
                        "provider-gaps",
                        "Error",
                        3,
                        5,
                        9,
                        [new BarExample(5, "3 bars")],
                        "3 bars are missing.",
                        "Ask for them.",
                        "quant bars backfill",
                        true
                    ),
                    new BarFinding("duplicates", "Warning", 1, null, null, [], "1 row.", null, null, false),
                ],
                new Dictionary<string, long> { ["csv"] = 10 },
                "2024-02-29",
                [75, 255]
            )
        );

    public Task<GapPage> ListGapsAsync(BarCheckRequest request, GapChoice choice, CancellationToken cancellation) =>
        AnswerAsync(choice, new GapPage(7, [new BarGap(5, 9, 3, "ProviderGap", "Regular", "nobody asked")]));
}
