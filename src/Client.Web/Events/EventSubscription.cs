using System.Runtime.CompilerServices;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Events;

/// <summary>One client of the stream: its topics and what waits for it.</summary>
internal sealed class EventSubscription(IReadOnlyList<EventTopic> topics, EventHub hub) : IDisposable
{
    private readonly LatestBuffer _buffer = new();
    private readonly Dictionary<string, long> _seen = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<EventTopic> Topics { get; } = topics;

    /// <summary>Hands a state over unless this client has it already.</summary>
    public void Offer(EventDto item, long version)
    {
        lock (_gate)
        {
            if (_seen.GetValueOrDefault(item.Topic) < version)
            {
                _seen[item.Topic] = version;
                _buffer.Offer(item);
            }
        }
    }

    /// <summary>Events until the client leaves; a heartbeat whenever there was none for a while.</summary>
    public async IAsyncEnumerable<EventDto> ReadAllAsync(
        TimeSpan heartbeat,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        while (!cancellation.IsCancellationRequested)
        {
            while (_buffer.TryTake(out var item))
            {
                yield return item;
            }
            if (!await _buffer.WaitAsync(heartbeat, clock, cancellation))
            {
                yield return new EventDto("heartbeat");
            }
        }
    }

    public void Dispose() => hub.Leave(this);
}
