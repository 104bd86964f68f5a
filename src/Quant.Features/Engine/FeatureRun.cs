using Quant.Features.Operators;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Engine;

/// <summary>A feature set under way over one symbol's bars: the state of every operator, and of every context symbol.</summary>
internal sealed class FeatureRun
{
    private readonly FeatureSet _set;
    private readonly SeriesColumns _columns;
    private readonly IReadOnlyList<OperatorRun> _own;
    private readonly SortedDictionary<string, ContextStream> _contexts = new(StringComparer.Ordinal);

    /// <summary>Closes of each context symbol as known at each row of the symbol's own.</summary>
    private readonly Dictionary<string, double[]> _closes = new(StringComparer.Ordinal);
    private long _knownUntil = long.MinValue;

    public FeatureRun(FeatureSet set, BarSeries bars, IReadOnlyDictionary<Symbol, BarSeries> context, int first)
    {
        _set = set;
        _columns = new SeriesColumns(bars, set.Calendar, first);
        var runs = OperatorRun.Of(set);
        _own = [.. runs.Where(run => run.Context is null || run.IsPair)];
        foreach (var symbol in set.ContextSymbols)
        {
            if (!context.TryGetValue(symbol, out var series))
            {
                throw new BadInputException(
                    "context",
                    string.Join(", ", context.Keys),
                    $"bars of {string.Join(", ", set.ContextSymbols)}; {symbol} is missing"
                );
            }
            _closes[symbol.ToString()] = new double[bars.Count];
            _contexts[symbol.ToString()] = new ContextStream(
                series,
                set.ContextCalendars[symbol],
                set.ContextMaxAge,
                [.. runs.Where(run => run.Context == symbol && !run.IsPair)]
            );
        }
    }

    /// <summary>Takes in rows [from, to) and writes their values from row <paramref name="at"/> of the columns on.</summary>
    public void Advance(int from, int to, double[][] columns, int at, CancellationToken cancel)
    {
        if (from == to)
        {
            return;
        }
        var bars = _columns.Bars;
        if (_contexts.Count > 0)
        {
            var ends = _set.Calendar.BarEnds(bars.Ts.AsSpan(from, to - from), bars.Interval);
            foreach (var (symbol, stream) in _contexts)
            {
                stream.Advance(ends, columns, _closes[symbol].AsSpan(from, to - from), at, cancel);
            }
        }
        foreach (var run in _own)
        {
            var context = run.IsPair ? _closes[run.Context.ToString()!] : null;
            run.Advance(_columns.For(run.Operator.Inputs, run.Source, context), from, to, columns, at, cancel);
        }
        _knownUntil = _set.Calendar.BarEnd(bars.Ts[to - 1], bars.Interval);
    }

    /// <summary>The state as it is, all rows before a time taken in.</summary>
    public FeatureCheckpoint Save(long at)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            Exchange(OperatorState.Saving(writer));
        }
        return new FeatureCheckpoint(
            _set.Fingerprint,
            _columns.Bars.Symbol,
            _columns.Bars.Interval,
            at,
            Math.Max(at, _knownUntil),
            _contexts.Count == 0 ? at : _contexts.Values.Min(stream => stream.NeededFrom),
            bytes.ToArray()
        );
    }

    /// <summary>Takes over the state of a checkpoint of the same set, symbol and interval.</summary>
    public void Restore(FeatureCheckpoint checkpoint)
    {
        using var reader = new BinaryReader(new MemoryStream(checkpoint.State));
        var where = $"The checkpoint of {checkpoint.Symbol} at {UnixMicros.Format(checkpoint.At)}";
        try
        {
            Exchange(OperatorState.Restoring(reader));
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException($"{where} holds less state than the feature set has.", fault);
        }
        if (reader.BaseStream.Position != reader.BaseStream.Length)
        {
            throw new InvalidDataException($"{where} holds more state than the feature set has.");
        }
    }

    private void Exchange(OperatorState state)
    {
        state.Exchange(ref _knownUntil);
        foreach (var run in _own)
        {
            run.Operator.Exchange(state);
        }
        foreach (var stream in _contexts.Values)
        {
            stream.Exchange(state);
        }
    }
}
