using Quant.Grains.Work;
using Quant.MarketData.Bars;

namespace Quant.Grains.Ingest;

/// <summary>
/// A thread of the silo for what providers deliver, beside those for long computations: a training of an hour must not
/// keep the minute's bars waiting.
/// </summary>
public sealed class IngestThreads(string silo, TimeProvider clock) : IDisposable
{
    private readonly WorkPool _pool = new(1, $"{silo}-ingest", clock);

    /// <inheritdoc cref="WorkPool.RunAsync"/>
    public Task<T> RunAsync<T>(Symbol symbol, Func<CancellationToken, T> compute, CancellationToken cancellation) =>
        _pool.RunAsync(WorkLabel.Ingest(symbol), compute, cancellation);

    public void Dispose() => _pool.Dispose();
}
