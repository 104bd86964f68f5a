using System.Globalization;
using Quant.MarketData.Gaps;
using Quant.Specs;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Missing bars, by why they are missing.</summary>
internal sealed class GapsCheck : IBarCheck
{
    public const string ProviderGaps = "provider-gaps";
    private const double ManyMissing = 0.05;

    private static readonly CheckInfo s_provider = new(
        ProviderGaps,
        "Bars to be asked for",
        "No source was asked for these bars after they had closed, or an answer lacks a whole session of a symbol that "
            + "traded in those around it. Costs 100 points times the root of the missing share: 10 at 1 %, 100 at all.",
        "Ask a provider for them, or import a file that has them.",
        100
    );

    private static readonly CheckInfo s_halts = new(
        "halts",
        "Trading halts",
        "Bars missing while trading was halted: told by a source, market-wide, or inferred from a busy session that falls "
            + "silent for five minutes or more.",
        "Nothing: there was no trading."
    );

    private static readonly CheckInfo s_noTrade = new(
        "no-trade",
        "Times without a trade",
        "A source was asked and has no bar there. Usual before the open, after the close and in symbols that seldom trade.",
        "Nothing; features over these bars see fewer of them."
    );

    public IReadOnlyList<CheckInfo> Infos => [s_provider, s_halts, s_noTrade];

    public IEnumerable<Finding> Run(CheckInput input)
    {
        var missing = input.Gaps.Missing[GapKind.ProviderGap];
        var provider = missing > ManyMissing * input.Gaps.Expected ? FindingSeverity.Error : FindingSeverity.Warning;
        return Of(input, GapKind.ProviderGap, s_provider, provider, Refill(input))
            .Concat(Of(input, GapKind.Halt, s_halts, FindingSeverity.Info, null))
            .Concat(Of(input, GapKind.NoTrade, s_noTrade, FindingSeverity.Info, null));
    }

    private static IEnumerable<Finding> Of(
        CheckInput input,
        GapKind kind,
        CheckInfo info,
        FindingSeverity severity,
        OfferedFix? fix
    )
    {
        var found = new FindingBuilder(info);
        var gaps = 0;
        foreach (var gap in input.Gaps.Gaps)
        {
            if (gap.Kind == kind)
            {
                gaps++;
                found.Add(gap.FromTs, gap.ToTs - 1, gap.Bars, () => Words.Count(gap.Bars, "bar") + ": " + gap.Reason);
            }
        }
        return found.Build(
            severity,
            () =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{found.Count:N0} of {input.Gaps.Expected:N0} expected bars ({Words.Share(found.Count, input.Gaps.Expected)}) are missing in {Words.Count(gaps, "gap")}."
                ),
            fix
        );
    }

    private static OfferedFix Refill(CheckInput input)
    {
        var gaps = input.Gaps.Gaps.Where(gap => gap.Kind == GapKind.ProviderGap).ToList();
        if (gaps.Count == 0)
        {
            return new OfferedFix(s_provider.Fix);
        }
        var zone = input.Calendar.Zone;
        var (from, to) = (zone.DateOf(gaps[0].FromTs), zone.DateOf(gaps[^1].ToTs - 1));
        return new OfferedFix(
            "Ask a provider for the range; what is there already stays as it is.",
            $"quant bars backfill {input.All.Symbol} --interval {input.All.Interval} --from {from:yyyy-MM-dd} --to {to:yyyy-MM-dd} --gaps",
            FillsGaps: true
        );
    }
}
