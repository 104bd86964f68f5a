using Quant.Simulation.Fills;
using Quant.Simulation.Metrics;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;

namespace Quant.Simulation.Batch;

/// <summary>
/// One configuration, from event to event: the next entry bit, the first of exit bit, touched level and longest holding
/// time, and only the bars held in between for the metrics. Goes forward in steps, so that many configurations can be
/// taken through the same stretch of bars while it is in the processor's cache.
/// </summary>
internal sealed class KernelRun
{
    private readonly KernelMarket _market;
    private readonly SimulationRules _rules;
    private readonly SignalPlan _plan;
    private readonly double[] _prices;
    private readonly List<Trade>? _trades;
    private readonly EquityPath _path;
    private Ledger _ledger;
    private TradeStatistics _statistics;
    private int _nextLongExit = -1;
    private int _nextShortExit = -1;
    private int _fill;
    private int _side;
    private int _unmarked = -1;

    /// <summary>Stands before the first bar.</summary>
    /// <param name="market">The market, prepared for the price model.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="plan">Where their signals are.</param>
    /// <param name="trades">Takes the trades; null to keep none.</param>
    public KernelRun(KernelMarket market, SimulationRules rules, SignalPlan plan, List<Trade>? trades)
    {
        (_market, _rules, _plan, _trades) = (market, rules, plan, trades);
        _prices = market.FillPrices(rules.PriceModel);
        var costs = new FillCosts(rules, rules.SizeFraction, rules.Leverage);
        _ledger = new Ledger(costs, rules.BorrowRate, rules.InitialCapital);
        _path = new EquityPath(market.Bars, market.Input.MomentBlocks);
        _path.Begin(rules.InitialCapital);
        (_fill, _side) = NextEntry(0);
    }

    /// <summary>Makes every trade that is entered before a bar.</summary>
    public void Advance(int until)
    {
        while (_fill < until)
        {
            if (!_ledger.TryEnter(_prices[_fill], _side))
            {
                (_fill, _side) = NextEntry(_fill);
                continue;
            }
            if (_unmarked >= 0 && _unmarked < _fill)
            {
                _path.Mark(_unmarked, _ledger.CashBeforeEntry);
            }
            var exit = FindExit(_fill, _side, out var decided);
            Hold(_fill, _side, ref exit);
            Leave(_fill, exit);
            _unmarked = exit.Bar;
            (_fill, _side) =
                decided < exit.Bar && Reverses(decided)
                    ? (decided + _rules.DelayBars, -_side)
                    : NextEntry(exit.Bar + _rules.CooldownBars);
        }
    }

    /// <summary>The metrics, once all bars have been gone through.</summary>
    public SimulationMetrics Finish()
    {
        if (_unmarked >= 0)
        {
            _path.Mark(_unmarked, _ledger.Cash);
        }
        _path.Finish();
        return MetricsBuilder.Build(
            _path,
            _statistics,
            _rules.InitialCapital,
            _market.Input.BarsPerYear,
            _market.Weeks[^1] + 1,
            BuyAndHold.TotalReturn(_market.Input, _rules, _prices)
        );
    }

    private (int Fill, int Side) NextEntry(int from)
    {
        var decided = _plan.Entries.Next(from);
        if (decided >= _market.Bars)
        {
            return (_market.Bars, 0);
        }
        var side = _rules.Side switch
        {
            TradeSides.Long => 1,
            TradeSides.Short => -1,
            _ => _market.Predictions[decided] - _rules.PredictionCenter > 0 ? 1 : -1,
        };
        return (decided + _rules.DelayBars, side);
    }

    /// <summary>An exit signal that calls for the other side too; by then the entry bit can only mean that side.</summary>
    private bool Reverses(int decided) =>
        _rules.Side == TradeSides.LongShort && _rules.CooldownBars == 0 && _plan.Entries[decided];

    /// <summary>Where the position would be left if equity lasts.</summary>
    /// <param name="fill">Bar of entry.</param>
    /// <param name="side">1 long, -1 short.</param>
    /// <param name="decided">Bar of the first exit signal; the number of bars when there is none.</param>
    private KernelExit FindExit(int fill, int side, out int decided)
    {
        var bars = _market.Bars;
        decided = NextExit(fill, side);
        var signalled = decided + _rules.DelayBars;
        var heldOut = _rules.MaxHoldBars > 0 ? fill + _rules.MaxHoldBars : int.MaxValue;
        var ordered = Math.Min(signalled, heldOut);
        var fillsFirst = _rules.PriceModel == PriceModel.Open;
        var limit = Math.Min(bars, fillsFirst ? ordered : ordered + 1);
        var levels = new ProtectiveLevels(_rules, side, _ledger.EntryPrice);
        var touched = LevelSearch.FirstTouch(_market, ref levels, side, fillsFirst ? fill : fill + 1, limit);
        if (touched < limit)
        {
            var (open, high, low) = (_market.Open[touched], _market.High[touched], _market.Low[touched]);
            levels.Leaves(open, high, low, out var basePrice, out var reason);
            return new KernelExit(touched, basePrice, reason);
        }
        return ordered < bars
            ? new KernelExit(ordered, _prices[ordered], signalled <= heldOut ? ExitReason.Signal : ExitReason.MaxHold)
            : new KernelExit(bars - 1, _market.Close[bars - 1], ExitReason.EndOfData);
    }

    /// <summary>The first exit bit; remembered, since entries only move forward.</summary>
    private int NextExit(int from, int side)
    {
        var exits = side > 0 ? _plan.LongExits : _plan.ShortExits;
        if (exits is null)
        {
            return _market.Bars;
        }
        ref var next = ref side > 0 ? ref _nextLongExit : ref _nextShortExit;
        if (next < from)
        {
            next = exits.Next(from);
        }
        return next;
    }

    /// <summary>Marks the bars that close with the position, and ends it earlier where equity is used up.</summary>
    private void Hold(int fill, int side, ref KernelExit exit)
    {
        if (side < 0 && _rules.BorrowRate > 0)
        {
            HoldWithBorrow(fill, ref exit);
            return;
        }
        var close = _market.Close;
        if (side < 0 || _ledger.Cash < 0)
        {
            var end = exit.Reason == ExitReason.EndOfData ? _market.Bars : exit.Bar;
            for (var k = fill; k < end; k++)
            {
                if (_ledger.Equity(close[k]) <= 0)
                {
                    exit = new KernelExit(k, close[k], ExitReason.Liquidation);
                    break;
                }
            }
        }
        if (exit.Bar > fill)
        {
            _path.Mark(fill, _ledger.Equity(close[fill]));
            _path.MarkHeld(_market.PaddedCloses, fill + 1, exit.Bar, _ledger.Cash, _ledger.Shares);
        }
    }

    private void HoldWithBorrow(int fill, ref KernelExit exit)
    {
        var close = _market.Close;
        var ts = _market.Ts;
        for (var k = fill; ; k++)
        {
            if (k > fill)
            {
                _ledger.ChargeBorrow(close[k - 1], ts[k - 1], ts[k]);
            }
            if (k == exit.Bar && exit.Reason != ExitReason.EndOfData)
            {
                return;
            }
            var equity = _ledger.Equity(close[k]);
            if (equity <= 0)
            {
                exit = new KernelExit(k, close[k], ExitReason.Liquidation);
                return;
            }
            if (k == exit.Bar)
            {
                return;
            }
            _path.Mark(k, equity);
        }
    }

    private void Leave(int fill, KernelExit exit)
    {
        var start = _market.Input.Start;
        var ts = _market.Ts;
        var trade = _ledger.Leave(exit.BasePrice, exit.Reason, start + fill, start + exit.Bar, ts[fill], ts[exit.Bar]);
        _statistics.Add(trade, _ledger.CashBeforeEntry, _market.Weeks[fill]);
        _trades?.Add(Excursions.Measure(trade, _market.Input.Bars, _rules.PriceModel));
    }
}

/// <summary>Where and why a position is left.</summary>
internal readonly record struct KernelExit(int Bar, double BasePrice, ExitReason Reason);
