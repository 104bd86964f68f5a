using Quant.Catalog;
using Quant.Catalog.Series;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Quality;
using Quant.Grains.Work;
using Quant.Lake.Partitions;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Quality;

/// <inheritdoc cref="IBarCheckGrain"/>
public sealed class BarCheckGrain(
    CatalogStore catalog,
    LakeStore lake,
    BarReader reader,
    WorkPool pool,
    TimeProvider clock
) : Grain, IBarCheckGrain
{
    private const int Remembered = 3;
    private const int MostGaps = 1000;

    private readonly BarStore _store = new(lake);

    /// <summary>The last answers, the latest at the end.</summary>
    private readonly List<(Fingerprint Of, BarQualityReport Report, IReadOnlyList<Gap> Gaps)> _answers = [];

    private Symbol Symbol => Symbol.Parse(this.GetPrimaryKeyString());

    public Task<BarQualityReport> CheckAsync(BarCheckRequest request, CancellationToken cancellation) =>
        Translated.RunAsync(async () => (await AnswerAsync(request, cancellation)).Report);

    public Task<GapPage> ListGapsAsync(BarCheckRequest request, GapChoice choice, CancellationToken cancellation) =>
        Translated.RunAsync(async () =>
        {
            var kind = Check(choice);
            var gaps = (await AnswerAsync(request, cancellation)).Gaps;
            var chosen = kind is null ? gaps : [.. gaps.Where(gap => gap.Kind == kind)];
            return new GapPage(
                chosen.Count,
                [.. chosen.Skip(choice.Skip).Take(choice.Take).Select(QualityMessages.Of)]
            );
        });

    private async Task<(BarQualityReport Report, IReadOnlyList<Gap> Gaps)> AnswerAsync(
        BarCheckRequest request,
        CancellationToken cancellation
    )
    {
        var now = UnixMicros.From(clock.GetUtcNow());
        var range = await CheckedRange.FindAsync(Symbol, request, catalog, reader, now, cancellation);
        var known = _answers.FindIndex(answer => answer.Of == range.Fingerprint);
        if (known >= 0)
        {
            return (_answers[known].Report, _answers[known].Gaps);
        }
        var (report, gaps) = await pool.RunAsync(
            WorkLabel.Check(Symbol),
            _ => range.Judge(reader, _store),
            cancellation
        );
        if (_answers.Count == Remembered)
        {
            _answers.RemoveAt(0);
        }
        _answers.Add((range.Fingerprint, report, gaps));
        return (report, gaps);
    }

    private static GapKind? Check(GapChoice choice)
    {
        if (choice.Skip < 0)
        {
            throw new BadInputException("offset", choice.Skip, "0 or more");
        }
        if (choice.Take is < 1 or > MostGaps)
        {
            throw new BadInputException("limit", choice.Take, $"1 to {MostGaps}");
        }
        if (choice.Kind is null)
        {
            return null;
        }
        return
            Enum.TryParse<GapKind>(choice.Kind, ignoreCase: true, out var kind)
            && Enum.IsDefined(kind)
            && !char.IsAsciiDigit(choice.Kind[0])
            ? kind
            : throw new BadInputException("kind", choice.Kind, "noTrade, halt, providerGap or holiday");
    }
}
