using Quant.Simulation.Rules;

namespace Quant.Simulation.Results;

/// <summary>One run in full. Series have one value per bar of the range, in order; row k is bar Start + k.</summary>
public sealed record SimulationResult
{
    /// <summary>The rules as they were applied, in their one form.</summary>
    public required SimulationRules Rules { get; init; }

    /// <summary>True when the model had been trained on these rows.</summary>
    public required bool InSample { get; init; }

    /// <summary>Row of the series the range starts at.</summary>
    public required int Start { get; init; }

    public required SimulationMetrics Metrics { get; init; }

    /// <summary>Closed trades in order of entry.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Cash and position at the close, in currency.</summary>
    public required double[] Equity { get; init; }

    /// <summary>Shares held at the close, negative when short, 0 when flat.</summary>
    public required double[] Position { get; init; }

    /// <summary>Loss from the highest equity so far, as a fraction of it: at least 0.</summary>
    public required double[] Drawdown { get; init; }

    /// <summary>Equity of buy-and-hold with the same costs.</summary>
    public required double[] BuyAndHold { get; init; }

    /// <summary>What each step did.</summary>
    public required SimulationAccount Account { get; init; }
}
