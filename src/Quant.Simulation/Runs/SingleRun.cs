using Quant.Simulation.Fills;
using Quant.Simulation.Inputs;
using Quant.Simulation.Metrics;
using Quant.Simulation.Results;
using Quant.Simulation.Rules;
using Quant.Simulation.Signals;

namespace Quant.Simulation.Runs;

/// <summary>One configuration bar by bar, as docs/simulation.md tells it. Bars are counted from the start of the range.</summary>
internal sealed class SingleRun
{
    private readonly SimulationInput _input;
    private readonly SimulationRules _rules;
    private readonly EntryGates _gates;
    private readonly double[] _fillPrices;
    private readonly int[] _weeks;
    private readonly double[] _equity;
    private readonly double[] _position;
    private readonly List<Trade> _trades = [];
    private readonly RunCounts _counts;
    private TradeStatistics _statistics;
    private Ledger _ledger;
    private ProtectiveLevels _levels;
    private PendingOrder? _pending;
    private int _entryBar;
    private int _mayDecideEntryFrom;

    public SingleRun(SimulationInput input, SimulationRules rules)
    {
        _input = input;
        _rules = rules;
        _gates = new EntryGates(input, rules);
        _fillPrices = FillPrices.Of(input, rules.PriceModel);
        _weeks = Weeks.Ordinals(input);
        _equity = new double[input.Count];
        _position = new double[input.Count];
        _counts = new RunCounts(rules.Gates.Count);
        var costs = new FillCosts(rules, rules.SizeFraction, rules.Leverage);
        _ledger = new Ledger(costs, rules.BorrowRate, rules.InitialCapital);
    }

    public SimulationResult Run()
    {
        for (var k = 0; k < _input.Count; k++)
        {
            Trade(k);
        }
        _counts.Unfilled = _pending is null ? 0 : 1;
        return Report();
    }

    private void Trade(int k)
    {
        var i = _input.Start + k;
        var bars = _input.Bars;
        if (_ledger.Shares < 0)
        {
            _ledger.ChargeBorrow(bars.Close[i - 1], bars.Ts[i - 1], bars.Ts[i]);
        }
        if (_rules.PriceModel == PriceModel.Open)
        {
            FillDue(k);
            CheckLevels(k, bars.Open[i], bars.High[i], bars.Low[i]);
        }
        else
        {
            CheckLevels(k, bars.Open[i], bars.High[i], bars.Low[i]);
            FillDue(k);
        }
        var close = bars.Close[i];
        var last = k == _input.Count - 1;
        if (_ledger.Shares != 0 && _ledger.Equity(close) <= 0)
        {
            Leave(k, close, ExitReason.Liquidation);
        }
        if (_ledger.Shares != 0 && last)
        {
            Leave(k, close, ExitReason.EndOfData);
        }
        _equity[k] = _ledger.Equity(close);
        _position[k] = _ledger.Shares;
        if (!double.IsNaN(_input.Predictions[i]))
        {
            _counts.Predictions++;
            if (!last && _pending is null)
            {
                Decide(k, _input.Predictions[i] - _rules.PredictionCenter);
            }
        }
    }

    private void FillDue(int k)
    {
        var due = _pending is { } order && order.FillBar == k ? order : default;
        if (_ledger.Shares != 0)
        {
            if (due.Exit)
            {
                Leave(k, _fillPrices[k], ExitReason.Signal);
            }
            else if (_rules.MaxHoldBars > 0 && k - _entryBar >= _rules.MaxHoldBars)
            {
                Leave(k, _fillPrices[k], ExitReason.MaxHold);
            }
        }
        if (due.EntrySide != 0)
        {
            Enter(k, due.EntrySide);
        }
        if (due != default)
        {
            _pending = null;
        }
    }

    private void Enter(int k, int side)
    {
        if (!_ledger.TryEnter(_fillPrices[k], side))
        {
            _counts.Refused++;
            return;
        }
        _counts.Entries++;
        _entryBar = k;
        _levels = new ProtectiveLevels(_rules, side, _ledger.EntryPrice);
    }

    private void CheckLevels(int k, double open, double high, double low)
    {
        if (_ledger.Shares == 0)
        {
            return;
        }
        if (_levels.Leaves(open, high, low, out var basePrice, out var reason))
        {
            Leave(k, basePrice, reason);
        }
        else
        {
            _levels.Survive(high, low);
        }
    }

    private void Leave(int k, double basePrice, ExitReason reason)
    {
        var (entry, exit) = (_input.Start + _entryBar, _input.Start + k);
        var ts = _input.Bars.Ts;
        var trade = _ledger.Leave(basePrice, reason, entry, exit, ts[entry], ts[exit]);
        _statistics.Add(trade, _ledger.CashBeforeEntry, _weeks[_entryBar]);
        _trades.Add(Excursions.Measure(trade, _input.Bars, _rules.PriceModel));
        _counts.Exits[(int)reason]++;
        _mayDecideEntryFrom = k + _rules.CooldownBars;
        if (reason != ExitReason.Signal && _pending is { Exit: true } order)
        {
            _pending = order.EntrySide == 0 ? null : order with { Exit = false };
            _counts.Dropped++;
        }
    }

    private void Decide(int k, double signal)
    {
        var fillBar = k + _rules.DelayBars;
        if (_ledger.Shares == 0)
        {
            var side = EntrySide(k, signal);
            if (side != 0)
            {
                _pending = new PendingOrder(fillBar, Exit: false, side);
                _counts.EntryOrders++;
            }
            return;
        }
        var towards = _ledger.Shares > 0 ? signal : -signal;
        if (_rules.SignalExit && towards <= _rules.ExitThreshold)
        {
            var reverses = _rules.Side == TradeSides.LongShort && _rules.CooldownBars == 0;
            var side = reverses ? EntrySide(k, signal) : 0;
            _pending = new PendingOrder(fillBar, Exit: true, side);
            _counts.ExitOrders++;
            _counts.Reversals += side == 0 ? 0 : 1;
        }
    }

    private int EntrySide(int k, double signal)
    {
        var verdict = _gates.Decide(_input.Start + k, signal, out var side, out var gate);
        if (verdict == EntryVerdict.Enter && k < _mayDecideEntryFrom)
        {
            verdict = EntryVerdict.BlockedByCooldown;
        }
        _counts.Note(verdict, gate);
        return verdict == EntryVerdict.Enter ? side : 0;
    }

    private SimulationResult Report()
    {
        var path = new EquityPath(_input.Count, _input.MomentBlocks);
        path.Begin(_equity[0]);
        for (var k = 1; k < _equity.Length; k++)
        {
            path.Mark(k, _equity[k]);
        }
        path.Finish();
        var benchmark = BuyAndHold.Equity(_input, _rules, _fillPrices);
        var metrics = MetricsBuilder.Build(
            path,
            _statistics,
            _rules.InitialCapital,
            _input.BarsPerYear,
            _weeks[^1] + 1,
            BuyAndHold.TotalReturn(_input, _rules, _fillPrices)
        );
        return new SimulationResult
        {
            Rules = _rules,
            InSample = _input.InSample,
            Start = _input.Start,
            Metrics = metrics,
            Trades = _trades,
            Equity = _equity,
            Position = _position,
            Drawdown = Drawdowns(_equity),
            BuyAndHold = benchmark,
            Account = AccountWriter.Write(_input, _rules, _counts, metrics),
        };
    }

    private static double[] Drawdowns(double[] equity)
    {
        var drawdowns = new double[equity.Length];
        var peak = equity[0];
        for (var k = 0; k < equity.Length; k++)
        {
            peak = Math.Max(peak, equity[k]);
            drawdowns[k] = 1 - equity[k] / peak;
        }
        return drawdowns;
    }
}
