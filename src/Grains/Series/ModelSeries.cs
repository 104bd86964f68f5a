using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Simulation.Inputs;
using Quant.Specs;

namespace Quant.Grains.Series;

/// <summary>Everything a model's simulations run over: its bars, its predictions, and the features that rules look at.</summary>
/// <param name="Model">The model.</param>
/// <param name="Bars">The rows of the model.</param>
/// <param name="Predictions">One per row; NaN where there is none.</param>
/// <param name="Columns">Features by name, one value per row.</param>
/// <param name="Calendar">When the symbol trades.</param>
/// <param name="InSample">
/// True when predictions come from models that had seen later rows (k-fold): whatever is simulated over them is called
/// in-sample.
/// </param>
public sealed record ModelSeries(
    Fingerprint Model,
    BarSeries Bars,
    double[] Predictions,
    IReadOnlyDictionary<string, double[]> Columns,
    ExchangeCalendar Calendar,
    bool InSample
)
{
    /// <summary>First row with a prediction.</summary>
    public int First { get; } = Array.FindIndex(Predictions, value => !double.IsNaN(value));

    /// <summary>End of the rows with predictions, exclusive.</summary>
    public int End { get; } = Array.FindLastIndex(Predictions, value => !double.IsNaN(value)) + 1;

    /// <summary>Memory held, in bytes, roughly.</summary>
    public long Bytes => (8L + 7 * 8 + 8L * Columns.Count) * Bars.Count;

    /// <summary>The input of a simulation over rows [start, end).</summary>
    public SimulationInput Input(int start, int end, int blocks) =>
        new(Bars, Predictions, Calendar.PeriodsPerYear(Bars.Interval))
        {
            Columns = Columns,
            Start = start,
            End = end,
            MomentBlocks = blocks,
            InSample = InSample,
        };
}
