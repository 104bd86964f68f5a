using Quant.Simulation.Rules;

namespace Quant.Simulation.Fills;

/// <summary>Spread, slippage, commission and size, as docs/simulation.md writes them.</summary>
internal readonly struct FillCosts
{
    private readonly double _buy;
    private readonly double _sell;
    private readonly double _perOrder;
    private readonly double _perShare;
    private readonly double _rate;
    private readonly double _minimum;
    private readonly double _budget;
    private readonly bool _wholeShares;

    public FillCosts(SimulationRules rules, double sizeFraction, double leverage)
    {
        var k = (rules.HalfSpreadBps + rules.SlippageBps) / 10_000;
        _buy = 1 + k;
        _sell = 1 - k;
        _perOrder = rules.CommissionPerOrder;
        _perShare = rules.CommissionPerShare;
        _rate = rules.CommissionPercent / 100;
        _minimum = rules.CommissionMinimum;
        _budget = Math.Min(sizeFraction, leverage);
        _wholeShares = rules.WholeShares;
    }

    /// <summary>The price paid or got for a base price.</summary>
    public double Price(double basePrice, bool buying) => basePrice * (buying ? _buy : _sell);

    public double Commission(double shares, double price) =>
        Math.Max(_minimum, _perOrder + _perShare * shares + _rate * (shares * price));

    /// <summary>The most shares the account may enter with, commission included; zero or less: none.</summary>
    public double Shares(double cash, double price)
    {
        var budget = cash * _budget;
        var shares = Math.Min((budget - _perOrder) / (price + _rate * price + _perShare), (budget - _minimum) / price);
        return _wholeShares ? Math.Floor(shares) : shares;
    }
}
