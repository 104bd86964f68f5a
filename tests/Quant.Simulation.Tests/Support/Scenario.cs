using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Specs;

namespace Quant.Simulation.Tests.Support;

/// <summary>A few daily bars written out, to be worked through by hand.</summary>
internal sealed class Scenario
{
    private readonly List<(double Open, double High, double Low, double Close, double Prediction)> _rows = [];
    private readonly Dictionary<string, double[]> _columns = [];

    /// <summary>No costs, 1,000 at the start, entry above 0.5, exit at or below 0.</summary>
    public static SimulationRules Free { get; } =
        new()
        {
            HalfSpreadBps = 0,
            SlippageBps = 0,
            EntryThreshold = 0.5,
            InitialCapital = 1000,
        };

    /// <summary>Days from one bar to the next.</summary>
    public int DaysApart { get; init; } = 1;

    public double[]? Vwap { get; set; }

    public Scenario Bar(double open, double high, double low, double close, double prediction = double.NaN)
    {
        _rows.Add((open, high, low, close, prediction));
        return this;
    }

    /// <summary>A bar of one price.</summary>
    public Scenario Bar(double price, double prediction = double.NaN) => Bar(price, price, price, price, prediction);

    public Scenario Column(string name, params double[] values)
    {
        _columns[name] = values;
        return this;
    }

    public SimulationInput Input()
    {
        var ts = _rows.Select((_, i) => 946_857_600_000_000 + (long)i * DaysApart * UnixMicros.PerDay).ToArray();
        var bars = new BarSeries(
            Symbol.Parse("TEST"),
            Interval.Day1,
            ts,
            [.. _rows.Select(row => row.Open)],
            [.. _rows.Select(row => row.High)],
            [.. _rows.Select(row => row.Low)],
            [.. _rows.Select(row => row.Close)],
            new double[_rows.Count],
            Vwap
        );
        return new SimulationInput(bars, [.. _rows.Select(row => row.Prediction)], 252) { Columns = _columns };
    }

    public SimulationResult Run(SimulationRules rules) => Simulator.Run(Input(), rules);
}
