using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Labels.ForwardReturn;

/// <summary>
/// The return from the price at bar t+delay to the price at bar t+delay+horizon. With the default delay of 0 it runs from
/// the close at which the decision is taken; a delay of 1 and the open price is what an order sent at that close gets.
/// </summary>
internal static class ForwardReturnLabel
{
    /// <summary>What every label made of a forward return takes.</summary>
    public static readonly IReadOnlyList<ParameterDefinition> Parameters =
    [
        ParameterDefinition.Integer("horizon", 1, 1, 100_000, "Bars from the entry to the exit of the return."),
        ParameterDefinition.Integer("delay", 0, 0, 1000, "Bars from the decision to the entry."),
        ParameterDefinition.Choice(
            "price",
            "close",
            ["close", "open", "mid"],
            "Price at both ends; mid of open and close."
        ),
        ParameterDefinition.Choice("form", "log", ["log", "simple"], "ln(exit/entry), or exit/entry − 1."),
    ];

    public static readonly LabelDefinition Definition = new(
        "forwardReturn",
        "Forward return",
        "The return over the next bars.",
        TaskKind.Regression,
        Parameters,
        (bars, parameters) =>
        {
            var (returns, ends) = Compute(bars, parameters);
            return new LabelSeries(TaskKind.Regression, [.. returns], returns, ends);
        }
    );

    /// <summary>Forward returns, NaN where the exit bar is not there yet, and the rows at whose close they are known.</summary>
    public static (double[] Returns, int[] LabelEnd) Compute(BarSeries bars, Parameters parameters)
    {
        var (horizon, delay) = (parameters.Int("horizon"), parameters.Int("delay"));
        var price = parameters.Choice("price");
        var log = parameters.Choice("form") == "log";
        var returns = new double[bars.Count];
        var ends = new int[bars.Count];
        for (var t = 0; t < bars.Count; t++)
        {
            ends[t] = t + delay + horizon;
            if (ends[t] >= bars.Count)
            {
                returns[t] = double.NaN;
                continue;
            }
            var ratio = Price(bars, ends[t], price) / Price(bars, t + delay, price);
            returns[t] = log ? Math.Log(ratio) : ratio - 1;
        }
        return (returns, ends);
    }

    private static double Price(BarSeries bars, int row, string price) =>
        price switch
        {
            "open" => bars.Open[row],
            "mid" => (bars.Open[row] + bars.Close[row]) / 2,
            _ => bars.Close[row],
        };
}
