using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Hosting;

namespace Quant.Client.Web.Events;

/// <summary>The stream of events, one per browser tab.</summary>
internal static class EventsEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", Stream)
            .WithName("StreamEvents")
            .WithTags("Events")
            .WithSummary("News as server-sent events: each carries the whole state of its topic")
            .Produces<EventDto>(StatusCodes.Status200OK, "text/event-stream");
    }

    private static IResult Stream(
        HttpContext context,
        EventHub hub,
        WebOptions options,
        TimeProvider clock,
        IHostApplicationLifetime lifetime,
        string? topics
    )
    {
        var wanted = EventTopic.ParseList(topics);
        var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        context.Response.RegisterForDispose(ends);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Items(hub, wanted, options, clock, ends.Token));
    }

    private static async IAsyncEnumerable<SseItem<EventDto>> Items(
        EventHub hub,
        IReadOnlyList<EventTopic> topics,
        WebOptions options,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var subscription = hub.Join(topics);
        var number = 0L;
        await foreach (var item in Ended(subscription.ReadAllAsync(options.Heartbeat, clock, cancellation)))
        {
            var kind = item.Topic.Split(':')[0];
            yield return new SseItem<EventDto>(item, kind)
            {
                EventId = (++number).ToString(System.Globalization.CultureInfo.InvariantCulture),
                ReconnectionInterval = TimeSpan.FromSeconds(1),
            };
        }
    }

    /// <summary>A client that left, or a server that stops, ends the stream without a fault.</summary>
    private static async IAsyncEnumerable<EventDto> Ended(IAsyncEnumerable<EventDto> items)
    {
        await using var each = items.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await each.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            yield return each.Current;
        }
    }
}
