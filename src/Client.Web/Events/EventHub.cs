using System.Text.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Hosting;
using Quant.Client.Web.Json;

namespace Quant.Client.Web.Events;

/// <summary>
/// Looks for news once for all clients of the stream, and only while there is one: every topic that somebody wants is
/// read when it is due, and its state is handed to those who do not have it yet.
/// </summary>
internal sealed class EventHub(EventReader reader, WebOptions options, TimeProvider clock, ILogger<EventHub> log)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<EventSubscription> _subscriptions = [];
    private CancellationTokenSource? _running;
    private long _version;

    /// <summary>Clients connected now.</summary>
    public int Clients
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions.Count;
            }
        }
    }

    public EventSubscription Join(IReadOnlyList<EventTopic> topics)
    {
        var subscription = new EventSubscription(topics, this);
        lock (_gate)
        {
            _subscriptions.Add(subscription);
            if (_running is null)
            {
                _running = new CancellationTokenSource();
                _ = RunAsync(_running.Token);
            }
        }
        return subscription;
    }

    public void Leave(EventSubscription subscription)
    {
        lock (_gate)
        {
            if (_subscriptions.Remove(subscription) && _subscriptions.Count == 0)
            {
                _running?.Cancel();
                _running = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _running?.Cancel();
            _running = null;
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        var topics = new Dictionary<EventTopic, Current>();
        using var timer = new PeriodicTimer(options.EventInterval, clock);
        try
        {
            do
            {
                await LookAsync(topics, cancellation);
            } while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { }
        catch (Exception fault)
        {
            log.LogError(fault, "The stream of events stopped");
            lock (_gate)
            {
                _running = null;
            }
        }
    }

    private async Task LookAsync(Dictionary<EventTopic, Current> topics, CancellationToken cancellation)
    {
        List<EventSubscription> clients;
        lock (_gate)
        {
            clients = [.. _subscriptions];
        }
        var active = clients.Any(client => client.Topics.Any(topic => topic.Kind == EventTopic.Studies))
            ? await ActiveStudiesAsync(topics, cancellation)
            : [];
        var wants = clients.Select(client => (client, topics: Expand(client.Topics, active))).ToList();
        var due = wants.SelectMany(want => want.topics).Distinct().Where(topic => IsDue(topics, topic)).ToList();
        await Task.WhenAll(due.Select(topic => ReadAsync(topics, topic, cancellation)));
        foreach (var (client, wanted) in wants)
        {
            foreach (var topic in wanted)
            {
                if (topics.GetValueOrDefault(topic) is { Event: { } item } current)
                {
                    client.Offer(item, current.Version);
                }
            }
        }
        Forget(topics, [.. wants.SelectMany(want => want.topics)]);
    }

    private static void Forget(Dictionary<EventTopic, Current> topics, HashSet<EventTopic> wanted)
    {
        foreach (
            var topic in topics.Keys.Where(key => key.Kind != EventTopic.Studies && !wanted.Contains(key)).ToList()
        )
        {
            topics.Remove(topic);
        }
    }

    private bool IsDue(Dictionary<EventTopic, Current> topics, EventTopic topic)
    {
        if (!topics.TryGetValue(topic, out var current))
        {
            topics[topic] = new Current();
            return true;
        }
        return clock.GetUtcNow() >= current.Due;
    }

    private async Task ReadAsync(
        Dictionary<EventTopic, Current> topics,
        EventTopic topic,
        CancellationToken cancellation
    )
    {
        var current = topics[topic];
        try
        {
            var reading = await reader.ReadAsync(topic, cancellation);
            current.Due = clock.GetUtcNow() + reading.Next;
            current.Fault = null;
            var text = JsonSerializer.Serialize(reading.Event, ApiJson.Options);
            if (text != current.Text)
            {
                current.Text = text;
                current.Event = reading.Event;
                current.Version = Interlocked.Increment(ref _version);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            current.Due = clock.GetUtcNow() + EventReader.Slow;
            if (current.Fault != fault.Message)
            {
                current.Fault = fault.Message;
                log.LogWarning(fault, "Event topic {Topic} could not be read", topic);
            }
        }
    }

    private async Task<IReadOnlyList<EventTopic>> ActiveStudiesAsync(
        Dictionary<EventTopic, Current> topics,
        CancellationToken cancellation
    )
    {
        var key = new EventTopic(EventTopic.Studies, "");
        if (IsDue(topics, key))
        {
            topics[key].Due = clock.GetUtcNow() + EventReader.Brisk;
            topics[key].Studies = await reader.ActiveStudiesAsync(topics[key].Studies, cancellation);
        }
        return [.. topics[key].Studies.Select(id => new EventTopic(EventTopic.Study, id))];
    }

    private static List<EventTopic> Expand(IReadOnlyList<EventTopic> wanted, IReadOnlyList<EventTopic> active) =>
        [.. wanted.SelectMany(topic => topic.Kind == EventTopic.Studies ? active : [topic]).Distinct()];

    private sealed class Current
    {
        public EventDto? Event;
        public string? Text;
        public string? Fault;
        public long Version;
        public DateTimeOffset Due;
        public IReadOnlyList<string> Studies = [];
    }
}
