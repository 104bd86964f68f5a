using Quant.Features.Catalog;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>One column of a bound feature set.</summary>
/// <param name="Name">Unique within the set.</param>
/// <param name="Definition">The indicator or regime method.</param>
/// <param name="Output">Index of the output.</param>
/// <param name="Parameters">Complete parameters.</param>
/// <param name="Source">The column it is taken of; null where the definition fixes what it reads.</param>
/// <param name="Context">The context symbol; null where it reads the symbol's own bars only.</param>
/// <param name="IsRegime">True for a regime: a whole number that names a state.</param>
/// <param name="Warmup">
/// Bars before its first value; bars of the context symbol where it is computed on those (see
/// <see cref="IsPair"/>).
/// </param>
/// <param name="IsPair">True where it reads both symbols' bars, row by row of the symbol's own.</param>
public sealed record FeatureColumn(
    string Name,
    IndicatorDefinition Definition,
    int Output,
    Parameters Parameters,
    string? Source,
    Symbol? Context,
    bool IsRegime,
    int Warmup,
    bool IsPair
)
{
    /// <summary>What its values are measured in.</summary>
    public Unit Unit => Definition.Outputs[Output].Unit;
}
