using System.Collections.ObjectModel;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Simulation.Inputs;

/// <summary>
/// What is simulated over: bars, one prediction per bar, further columns, and the range traded. The arrays are read, never
/// written. Every value at row t uses only what was known when bar t closed; the simulation trusts that.
/// </summary>
public sealed class SimulationInput
{
    /// <param name="bars">The bars, adjusted as they shall be traded; prices finite and above zero.</param>
    /// <param name="predictions">One per bar, in the unit of the label; NaN where there is none.</param>
    /// <param name="barsPerYear">Bars in a year of trading, for annualised metrics: 252 for daily bars.</param>
    /// <exception cref="BadInputException">Lengths differ, or a number out of range.</exception>
    public SimulationInput(BarSeries bars, double[] predictions, double barsPerYear)
    {
        if (predictions.Length != bars.Count)
        {
            throw new BadInputException("predictions", predictions.Length, $"{bars.Count} values, one for each bar");
        }
        if (!(barsPerYear > 0 && double.IsFinite(barsPerYear)))
        {
            throw new BadInputException("barsPerYear", barsPerYear, "a number above 0");
        }
        (Bars, Predictions, BarsPerYear, End) = (bars, predictions, barsPerYear, bars.Count);
    }

    public BarSeries Bars { get; }

    public double[] Predictions { get; }

    public double BarsPerYear { get; }

    /// <summary>
    /// Further values by name, one per bar: regimes, a second model's probability, volatility. NaN where unknown.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> Columns { get; init; } = ReadOnlyDictionary<string, double[]>.Empty;

    /// <summary>First bar traded.</summary>
    public int Start { get; init; }

    /// <summary>End of the bars traded, exclusive; all of them unless set.</summary>
    public int End { get; init; }

    /// <summary>Blocks the return moments are kept in, for CSCV; 1 to 64.</summary>
    public int MomentBlocks { get; init; } = 16;

    /// <summary>True when the predictions come from a model that was trained on these rows; carried to the result.</summary>
    public bool InSample { get; init; }

    /// <summary>Bars traded.</summary>
    public int Count => End - Start;

    /// <summary>A column of the input.</summary>
    /// <exception cref="BadInputException">No such column, or not of the bars' length.</exception>
    public double[] Column(string name, string field)
    {
        if (!Columns.TryGetValue(name, out var values))
        {
            var known =
                Columns.Count == 0 ? "none given" : string.Join(", ", Columns.Keys.Order(StringComparer.Ordinal));
            throw new BadInputException(field, name, $"a column of the input ({known})");
        }
        return values.Length == Bars.Count
            ? values
            : throw new BadInputException(field, values.Length, $"{Bars.Count} values, one for each bar");
    }

    /// <summary>Checks the range and the prices in it.</summary>
    /// <exception cref="BadInputException">What is wrong, by name.</exception>
    public void Validate()
    {
        if (Start < 0 || Start >= Bars.Count)
        {
            throw new BadInputException("start", Start, $"an integer from 0 to {Bars.Count - 1}");
        }
        if (End < Start + 2 || End > Bars.Count)
        {
            throw new BadInputException("end", End, $"an integer from {Start + 2} to {Bars.Count}: at least two bars");
        }
        if (MomentBlocks is < 1 or > 64)
        {
            throw new BadInputException("momentBlocks", MomentBlocks, "an integer from 1 to 64");
        }
        for (var i = Start; i < End; i++)
        {
            var (open, high, low, close) = (Bars.Open[i], Bars.High[i], Bars.Low[i], Bars.Close[i]);
            var sound =
                low > 0 && double.IsFinite(high) && low <= open && low <= close && high >= open && high >= close;
            if (!sound)
            {
                throw new BadInputException(
                    $"bars[{i}]",
                    FormattableString.Invariant($"open {open}, high {high}, low {low}, close {close}"),
                    "finite prices above 0 with low the lowest and high the highest"
                );
            }
            if (double.IsInfinity(Predictions[i]))
            {
                throw new BadInputException($"predictions[{i}]", Predictions[i], "a finite number, or NaN for none");
            }
        }
    }
}
