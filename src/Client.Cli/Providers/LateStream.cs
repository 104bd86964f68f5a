using System.Runtime.CompilerServices;
using FakeAlpaca;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Live;

namespace Quant.Client.Cli.Providers;

/// <summary>A stream of a server that is still starting.</summary>
internal sealed class LateStream(Task<(FakeAlpacaServer Server, AlpacaProvider Client)> started) : IBarStream
{
    private IBarStream? _stream;

    public async Task SubscribeAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellation) =>
        await (await OpenAsync(cancellation)).SubscribeAsync(symbols, cancellation);

    public async IAsyncEnumerable<StreamEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var told in (await OpenAsync(cancellation)).ReadAsync(cancellation))
        {
            yield return told;
        }
    }

    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<IBarStream> OpenAsync(CancellationToken cancellation) =>
        _stream ??= (await started.WaitAsync(cancellation)).Client.OpenStream();
}
