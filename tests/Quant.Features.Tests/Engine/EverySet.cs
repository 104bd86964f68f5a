using Quant.Features.Catalog;
using Quant.Features.Operators;
using Quant.Features.Regimes;
using Quant.Features.Sets;
using Quant.MarketData.Bars;

namespace Quant.Features.Tests.Engine;

/// <summary>One set with every indicator and regime, on the symbol itself and on a context symbol.</summary>
internal static class EverySet
{
    public static FeatureSet Set { get; } = Build();

    public static IReadOnlyDictionary<Symbol, BarSeries> Context(BarSeries bars) =>
        new Dictionary<Symbol, BarSeries> { [TestBars.Qqq] = bars };

    private static FeatureSet Build()
    {
        var features = new List<FeatureSpec>();
        var regimes = new List<RegimeSpec>();
        foreach (var definition in IndicatorCatalog.All)
        {
            var isPair = (definition.Inputs & BarFields.Context) != 0;
            features.Add(new FeatureSpec { Indicator = definition.Name, Symbol = "QQQ" });
            if (!isPair)
            {
                features.Add(new FeatureSpec { Indicator = definition.Name });
            }
        }
        features.Add(new FeatureSpec { Indicator = "rsi", As = "the_same_again" });
        features.Add(new FeatureSpec { Indicator = "ema", Source = "hlc3" });
        foreach (var definition in RegimeCatalog.All)
        {
            regimes.Add(new RegimeSpec { Method = definition.Name });
            regimes.Add(new RegimeSpec { Method = definition.Name, Symbol = "QQQ" });
        }
        return new FeatureSetSpec
        {
            Name = "everything",
            Features = features,
            Regimes = regimes,
        }.Bind();
    }
}
