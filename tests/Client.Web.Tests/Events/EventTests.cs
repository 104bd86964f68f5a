using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Events;
using Quant.Client.Web.Json;
using Quant.Client.Web.Tests.Hosting;
using Quant.Client.Web.Tests.Seed;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Client.Web.Tests.Events;

public sealed class EventTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_new_client_is_told_the_whole_state_of_its_topics_at_once()
    {
        await using var host = await StartAsync();
        await using var stream = await EventReading.OpenAsync(host, $"status,work,trials:{SeededFactory.Study}");
        var events = await stream.TakeAsync(3);
        Assert.Equal(["status", "trials", "work"], events.Select(e => e.EventType).Order());
        Assert.Equal(24, events.Single(e => e.EventType == "status").Data.Status!.Counts.Trials);
        Assert.Empty(events.Single(e => e.EventType == "work").Data.Work!);
        var trials = events.Single(e => e.EventType == "trials").Data.Trials!;
        Assert.Equal([23, 22], trials.Trials.Take(2).Select(trial => trial.Index));
        Assert.Equal(10, trials.Trials.Count);
    }

    [Fact]
    public async Task A_study_s_progress_is_told_as_it_changes_and_only_then()
    {
        await using var host = await StartAsync();
        host.Grains.Study = Running(host, 5);
        await using var stream = await EventReading.OpenAsync(host, $"study:{SeededFactory.Study}");
        Assert.Equal(5, (await stream.NextAsync()).Data.Study!.TrialsDone);
        for (var done = 6; done < 9; done++)
        {
            host.Grains.Study = Running(host, done);
            var next = await AdvanceAsync(stream, TimeSpan.FromMilliseconds(250));
            Assert.Equal(done, next.Data.Study!.TrialsDone);
        }
    }

    [Fact]
    public async Task Work_is_listed_for_as_long_as_a_request_waits_for_it()
    {
        await using var host = await StartAsync();
        var gate = new TaskCompletionSource();
        host.Grains.Gate = gate.Task;
        host.Grains.Work = new WorkStatus(WorkState.Running, "reading the file", 3, 10);
        var import = host.PostAsync<IngestReportDto>("/api/bars/SPX/sample", new SampleBody("sp500"));
        while (host.Grains.Asked.Count == 0)
        {
            await Task.Yield();
        }
        await using var stream = await EventReading.OpenAsync(host, "work");
        var item = Assert.Single((await stream.NextAsync()).Data.Work!);
        Assert.Equal(
            ("import", "SPX", "reading the file", 3L),
            (item.Kind, item.Subject, item.Work.Step, item.Work.Done)
        );
        gate.SetResult();
        await import;
        var next = await AdvanceAsync(stream, TimeSpan.FromMilliseconds(250));
        Assert.Empty(next.Data.Work!);
    }

    [Fact]
    public async Task A_silent_stream_says_that_it_is_alive()
    {
        await using var host = await WebHost.StartAsync(clock: _clock);
        await using var stream = await EventReading.OpenAsync(host, "work");
        await stream.NextAsync();
        var next = await AdvanceAsync(stream, TimeSpan.FromSeconds(16));
        Assert.Equal("heartbeat", next.EventType);
    }

    [Fact]
    public async Task Nobody_is_asked_anything_while_nobody_listens()
    {
        await using var host = await StartAsync();
        var hub = host.Service<EventHub>();
        Assert.Equal(0, hub.Clients);
        await using (var stream = await EventReading.OpenAsync(host, "work"))
        {
            await stream.NextAsync();
            Assert.Equal(1, hub.Clients);
        }
        while (hub.Clients > 0)
        {
            await Task.Yield();
        }
        Assert.Equal(0, hub.Clients);
    }

    [Theory]
    [InlineData("weather")]
    [InlineData("study:")]
    [InlineData("status:1")]
    public async Task A_topic_that_does_not_exist_is_refused_by_name(string topic)
    {
        await using var host = await StartAsync();
        var problem = await host.ProblemAsync($"/api/events?topics={topic}");
        Assert.Equal((400, "topics"), (problem.Status, problem.Field));
        var many = string.Join(',', Enumerable.Range(0, 33).Select(i => $"study:{i}"));
        Assert.Equal("topics", (await host.ProblemAsync($"/api/events?topics={many}")).Field);
    }

    [Fact]
    public void A_slow_client_holds_the_latest_of_each_topic_and_no_more()
    {
        var buffer = new LatestBuffer();
        for (var i = 0; i < 1000; i++)
        {
            buffer.Offer(new EventDto("work", Work: [new PendingWorkDto(i, "k", "s", default, null!)]));
            buffer.Offer(new EventDto("status"));
        }
        Assert.True(buffer.TryTake(out var first));
        Assert.Equal(999, Assert.Single(first.Work!).Id);
        Assert.True(buffer.TryTake(out var second));
        Assert.Equal("status", second.Topic);
        Assert.False(buffer.TryTake(out _));
    }

    /// <summary>A host whose streams stay silent between events.</summary>
    private Task<WebHost> StartAsync() =>
        WebHost.StartAsync(options => options with { Heartbeat = TimeSpan.FromDays(10) }, _clock);

    /// <summary>Lets time pass in steps until the stream tells something.</summary>
    private async Task<SseItem<EventDto>> AdvanceAsync(EventReading stream, TimeSpan step)
    {
        var next = stream.NextAsync();
        while (!next.IsCompleted)
        {
            _clock.Advance(step);
            await Task.Yield();
        }
        return await next;
    }

    private static Quant.Grains.Interfaces.Search.StudyStatus Running(WebHost host, long done) =>
        host.Grains.Study with
        {
            TrialsDone = done,
            Work = new WorkStatus(WorkState.Running, "simulating", done, 24),
        };

    /// <summary>One client of the stream.</summary>
    private sealed class EventReading : IAsyncDisposable
    {
        private readonly HttpClient _client;
        private readonly HttpResponseMessage _response;
        private readonly IAsyncEnumerator<SseItem<EventDto>> _items;

        private EventReading(HttpClient client, HttpResponseMessage response, Stream body)
        {
            (_client, _response) = (client, response);
            _items = SseParser
                .Create(body, (_, data) => JsonSerializer.Deserialize<EventDto>(data, ApiJson.Options)!)
                .EnumerateAsync()
                .GetAsyncEnumerator();
        }

        public static async Task<EventReading> OpenAsync(WebHost host, string topics)
        {
            var client = host.Client();
            var response = await client.GetAsync(
                $"/api/events?topics={topics}",
                HttpCompletionOption.ResponseHeadersRead
            );
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            return new EventReading(client, response, await response.Content.ReadAsStreamAsync());
        }

        public async Task<SseItem<EventDto>> NextAsync()
        {
            Assert.True(await _items.MoveNextAsync());
            return _items.Current;
        }

        public async Task<List<SseItem<EventDto>>> TakeAsync(int count)
        {
            var items = new List<SseItem<EventDto>>();
            while (items.Count < count)
            {
                items.Add(await NextAsync());
            }
            return items;
        }

        public ValueTask DisposeAsync()
        {
            _response.Dispose();
            _client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
