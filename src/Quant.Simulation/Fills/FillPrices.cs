using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Simulation.Fills;

/// <summary>The base price of fills in each bar of the range traded.</summary>
internal static class FillPrices
{
    /// <summary>One price per bar of the range, before spread and slippage.</summary>
    /// <exception cref="BadInputException">Vwap asked of a series that has none, or one that is not a price.</exception>
    public static double[] Of(SimulationInput input, PriceModel model)
    {
        var bars = input.Bars;
        var prices = new double[input.Count];
        for (var k = 0; k < prices.Length; k++)
        {
            var i = input.Start + k;
            prices[k] = model switch
            {
                PriceModel.Open => bars.Open[i],
                PriceModel.Close => bars.Close[i],
                PriceModel.Mid => (bars.Open[i] + bars.Close[i]) / 2,
                _ => Vwap(bars, i),
            };
        }
        return prices;
    }

    private static double Vwap(BarSeries bars, int i)
    {
        if (bars.Vwap is null)
        {
            throw new BadInputException("priceModel", "vwap", "open, close or mid: these bars have no vwap");
        }
        var vwap = bars.Vwap[i];
        if (double.IsNaN(vwap))
        {
            return (bars.High[i] + bars.Low[i] + bars.Close[i]) / 3;
        }
        return vwap > 0 && double.IsFinite(vwap)
            ? vwap
            : throw new BadInputException($"bars[{i}].vwap", vwap, "a finite price above 0, or NaN for none");
    }
}
