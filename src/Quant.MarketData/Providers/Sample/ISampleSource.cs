using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Sample;

/// <summary>Bars that are there without network, key or server: for the demo, tests and first steps.</summary>
public interface ISampleSource
{
    /// <summary>Short lower-case name.</summary>
    string Name { get; }

    /// <summary>What the bars are and where they are from, in one line for people; synthetic data says so.</summary>
    string Description { get; }

    /// <summary>The one interval the source has.</summary>
    Interval Interval { get; }

    /// <summary>First date with bars.</summary>
    DateOnly FirstDate { get; }

    /// <summary>Last date with bars.</summary>
    DateOnly LastDate { get; }

    /// <summary>True for a symbol the source has.</summary>
    bool Has(Symbol symbol);

    /// <summary>Bars of session dates from one to another, both included; none where the source has none.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="from">First date; null for the first there is.</param>
    /// <param name="to">Last date; null for the last there is.</param>
    /// <exception cref="Quant.Specs.BadInputException">Not a symbol of this source.</exception>
    BarImport Load(Symbol symbol, DateOnly? from = null, DateOnly? to = null);
}
