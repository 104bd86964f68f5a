using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;

namespace Quant.Cluster.Tests.Providers;

/// <summary>A scripted provider that also pushes what a test tells it to.</summary>
internal sealed class StreamingProvider(ScriptedProvider market) : IBarProvider, IBarStreamProvider, IProviderClock
{
    private readonly Channel<StreamEvent> _events = Channel.CreateUnbounded<StreamEvent>();

    public string Name => market.Name;

    public ProviderCapabilities Capabilities => market.Capabilities;

    public TimeSpan? ClockSkew => market.ClockSkew;

    /// <summary>Symbols listened to.</summary>
    public IReadOnlyCollection<Symbol> Subscribed { get; private set; } = [];

    public void Push(StreamEvent told) => _events.Writer.TryWrite(told);

    public IAsyncEnumerable<BarPage> GetBarsAsync(BarRequest request, CancellationToken cancellation) =>
        market.GetBarsAsync(request, cancellation);

    public IBarStream OpenStream() => new Stream(this);

    private sealed class Stream(StreamingProvider provider) : IBarStream
    {
        public Task SubscribeAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellation)
        {
            provider.Subscribed = symbols;
            return Task.CompletedTask;
        }

        public async IAsyncEnumerable<StreamEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var told in provider._events.Reader.ReadAllAsync(cancellation))
            {
                yield return told;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
