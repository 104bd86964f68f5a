using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Sample;
using Quant.MarketData.Quality;
using Quant.Specs;

namespace Quant.MarketData.Providers.Synthetic;

/// <summary>
/// Generated minute bars for any symbol that starts with SYNTH (<c>SYNTH1</c>, <c>SYNTH2</c>, …), each a series of its
/// own. See <see cref="SyntheticGenerator"/>.
/// </summary>
/// <param name="spec">What the bars look like; null for <see cref="SyntheticSpec.Default"/>.</param>
public sealed class SyntheticSource(SyntheticSpec? spec = null) : ISampleSource
{
    public string Name => "synthetic";
    public string Description => "SYNTH*: synthetic (generated) minute bars over NYSE sessions, 2010 to 2025";
    public Interval Interval => Interval.Minute1;
    public DateOnly FirstDate => SyntheticGenerator.FirstDate;
    public DateOnly LastDate => new(2025, 12, 31);

    public bool Has(Symbol symbol) => symbol.IsSynthetic;

    public BarImport Load(Symbol symbol, DateOnly? from = null, DateOnly? to = null)
    {
        if (!Has(symbol))
        {
            throw new BadInputException("symbol", symbol, "a name that starts with SYNTH, such as SYNTH1");
        }
        var first = from is { } f && f > FirstDate ? f : FirstDate;
        var last = to is { } t && t < LastDate ? t : LastDate;
        var series = new SyntheticGenerator(symbol, spec ?? SyntheticSpec.Default).Generate(first, last);
        var report = new ValidationReport(series.Count, series.Count, series.Count, 0, 0, 0, []);
        return new BarImport(series.WithSource(Name), report, [], Description);
    }
}
