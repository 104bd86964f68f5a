using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.Specs;

namespace Quant.Grains.Ingest.Asking;

/// <summary>
/// Puts the questions of many symbols for the same minutes into few requests. A symbol a provider refuses is found by
/// halving and fails alone; the others get their answer.
/// </summary>
public sealed class LiveBatches(IngestSettings settings, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Batch> _open = [];

    /// <summary>Pages of one symbol.</summary>
    /// <param name="provider">Whom to ask.</param>
    /// <param name="request">For one symbol.</param>
    /// <param name="cancellation">Ends the caller's wait; the others' goes on.</param>
    public Task<IReadOnlyList<BarPage>> AskAsync(
        IBarProvider provider,
        BarRequest request,
        CancellationToken cancellation
    )
    {
        var key = new Key(provider.Name, request.Interval, request.Calendar.Name, request.FromTs, request.ToTs);
        Task<IReadOnlyList<BarPage>> answer;
        lock (_lock)
        {
            if (!_open.TryGetValue(key, out var batch))
            {
                batch = new Batch();
                _open[key] = batch;
                _ = GatherAsync(key, batch, provider, request);
            }
            answer = batch.Add(request.Symbols[0]);
            if (batch.Count >= provider.Capabilities.SymbolsPerRequest)
            {
                _open.Remove(key);
                batch.Full.TrySetResult();
            }
        }
        return answer.WaitAsync(cancellation);
    }

    private async Task GatherAsync(Key key, Batch batch, IBarProvider provider, BarRequest request)
    {
        await Task.WhenAny(batch.Full.Task, Task.Delay(settings.Gathering, clock)).ConfigureAwait(false);
        lock (_lock)
        {
            if (_open.GetValueOrDefault(key) == batch)
            {
                _open.Remove(key);
            }
        }
        await Task.Run(() => AnswerAsync(batch, batch.Symbols, provider, request)).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(
        Batch batch,
        IReadOnlyList<Symbol> symbols,
        IBarProvider provider,
        BarRequest request
    )
    {
        try
        {
            var pages = symbols.ToDictionary(symbol => symbol, _ => new List<BarPage>());
            await foreach (
                var page in provider.GetBarsAsync(request with { Symbols = symbols }, CancellationToken.None)
            )
            {
                if (pages.TryGetValue(page.Symbol, out var own))
                {
                    own.Add(page);
                }
            }
            foreach (var (symbol, own) in pages)
            {
                batch.Answer(symbol, own);
            }
        }
        catch (Exception refusal)
            when (symbols.Count > 1
                && refusal is BadInputException or ProviderRefusedException { Status: 400 or 404 or 422 }
            )
        {
            var half = symbols.Count / 2;
            await AnswerAsync(batch, [.. symbols.Take(half)], provider, request);
            await AnswerAsync(batch, [.. symbols.Skip(half)], provider, request);
        }
        catch (Exception fault)
        {
            foreach (var symbol in symbols)
            {
                batch.Fail(symbol, fault);
            }
        }
    }

    private readonly record struct Key(string Provider, Interval Interval, string Calendar, long FromTs, long ToTs);

    /// <summary>Symbols that wait for one answer. Added to under the lock, answered once it is closed.</summary>
    private sealed class Batch
    {
        private readonly Dictionary<Symbol, TaskCompletionSource<IReadOnlyList<BarPage>>> _waiting = [];

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count => _waiting.Count;

        public IReadOnlyList<Symbol> Symbols => [.. _waiting.Keys.OrderBy(s => s.ToString(), StringComparer.Ordinal)];

        public Task<IReadOnlyList<BarPage>> Add(Symbol symbol)
        {
            if (!_waiting.TryGetValue(symbol, out var waiting))
            {
                waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting[symbol] = waiting;
            }
            return waiting.Task;
        }

        public void Answer(Symbol symbol, IReadOnlyList<BarPage> pages) => _waiting[symbol].TrySetResult(pages);

        public void Fail(Symbol symbol, Exception fault) => _waiting[symbol].TrySetException(fault);
    }
}
