using Quant.Simulation.Results;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Fills;

/// <summary>Stop, target and trailing stop of one position; levels that are off lie at infinity.</summary>
internal struct ProtectiveLevels
{
    private readonly int _side;
    private readonly double _trailingFactor;

    /// <summary>The levels of a position entered at a price, spread and slippage included.</summary>
    public ProtectiveLevels(SimulationRules rules, int side, double entryPrice)
    {
        _side = side;
        Best = entryPrice;
        Stop = rules.Stop > 0 ? entryPrice * (1 - side * rules.Stop) : -side * double.PositiveInfinity;
        Target = rules.Target > 0 ? entryPrice * (1 + side * rules.Target) : side * double.PositiveInfinity;
        _trailingFactor = 1 - side * rules.TrailingStop;
        Trails = rules.TrailingStop > 0;
    }

    public double Stop { get; }

    public double Target { get; }

    public bool Trails { get; }

    /// <summary>Best price so far: what the trailing stop trails.</summary>
    public double Best { get; private set; }

    /// <summary>The trailing level for a best price; further from the market the worse the price.</summary>
    public readonly double TrailingLevel(double best) => best * _trailingFactor;

    /// <summary>Stop or trailing level, whichever is nearer to the market.</summary>
    public readonly double Protective(double best)
    {
        if (!Trails)
        {
            return Stop;
        }
        var trailing = TrailingLevel(best);
        return _side > 0 ? Math.Max(Stop, trailing) : Math.Min(Stop, trailing);
    }

    /// <summary>Reads one bar: true with the base price and reason when the position is left in it.</summary>
    public readonly bool Leaves(double open, double high, double low, out double basePrice, out ExitReason reason)
    {
        var protective = Protective(Best);
        reason = protective == Stop ? ExitReason.Stop : ExitReason.Trailing;
        var (worst, best) = _side > 0 ? (low, high) : (high, low);
        if (_side * (open - protective) <= 0)
        {
            basePrice = open;
            return true;
        }
        if (_side * (open - Target) >= 0)
        {
            basePrice = open;
            reason = ExitReason.Target;
            return true;
        }
        if (_side * (worst - protective) <= 0)
        {
            basePrice = protective;
            return true;
        }
        basePrice = Target;
        reason = ExitReason.Target;
        return _side * (best - Target) >= 0;
    }

    /// <summary>Takes note of a bar the position survived.</summary>
    public void Survive(double high, double low) => Best = _side > 0 ? Math.Max(Best, high) : Math.Min(Best, low);
}
