using Quant.Simulation.Fills;
using Quant.Simulation.Inputs;
using Quant.Simulation.Metrics;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Batch;

/// <summary>What all configurations over one input share; bars are counted from the start of the range.</summary>
internal sealed class KernelMarket
{
    private readonly double[]?[] _fillPrices = new double[Enum.GetValues<PriceModel>().Length][];

    public KernelMarket(SimulationInput input)
    {
        Input = input;
        Ranges = new PriceRanges(input);
        Weeks = Metrics.Weeks.Ordinals(input);
        PaddedCloses = new double[input.Count + 2 * EquityPath.Padding];
        Array.Fill(PaddedCloses, 1);
        input.Bars.Close.AsSpan(input.Start, input.Count).CopyTo(PaddedCloses.AsSpan(EquityPath.Padding));
    }

    public SimulationInput Input { get; }

    public int Bars => Input.Count;

    public PriceRanges Ranges { get; }

    /// <summary>Ordinal of the week of each bar.</summary>
    public int[] Weeks { get; }

    /// <summary>Closes with <see cref="EquityPath.Padding"/> ones on either side.</summary>
    public double[] PaddedCloses { get; }

    public ReadOnlySpan<double> Open => Input.Bars.Open.AsSpan(Input.Start, Bars);

    public ReadOnlySpan<double> High => Input.Bars.High.AsSpan(Input.Start, Bars);

    public ReadOnlySpan<double> Low => Input.Bars.Low.AsSpan(Input.Start, Bars);

    public ReadOnlySpan<double> Close => Input.Bars.Close.AsSpan(Input.Start, Bars);

    public ReadOnlySpan<long> Ts => Input.Bars.Ts.AsSpan(Input.Start, Bars);

    public ReadOnlySpan<double> Predictions => Input.Predictions.AsSpan(Input.Start, Bars);

    /// <summary>Makes the fill prices of a model ready; not safe for concurrent use.</summary>
    public void Prepare(PriceModel model) => _fillPrices[(int)model] ??= Fills.FillPrices.Of(Input, model);

    /// <summary>Base prices of a model that has been prepared.</summary>
    public double[] FillPrices(PriceModel model) => _fillPrices[(int)model]!;
}
