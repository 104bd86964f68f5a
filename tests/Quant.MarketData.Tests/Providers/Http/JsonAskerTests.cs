using System.Globalization;
using System.Net;
using System.Text;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Http;

namespace Quant.MarketData.Tests.Providers.Http;

public sealed class JsonAskerTests
{
    private const string Secret = "s3cr3t-s3cr3t";
    private static readonly Uri s_address = new("https://example.test/v2/stocks/bars?symbols=AAPL");
    private readonly VirtualTime _clock = new();
    private readonly AskerOptions _options = new();

    private StubHandler Server(Func<int, HttpResponseMessage> answer) => new(_clock) { Answer = (i, _) => answer(i) };

    private JsonAsker Asker(StubHandler server, AskerOptions? options = null, RateBudget? budget = null) =>
        new(
            new ProviderAccess(
                "example",
                [KeyValuePair.Create("X-Key", Secret)],
                [Secret],
                (status, message) => $"HTTP {status}: look at KEY_VARIABLE ({message})"
            ),
            server,
            options ?? _options,
            budget ?? new RateBudget(6000, 100, _clock),
            _clock
        );

    private Task<double> Ask(StubHandler server, AskerOptions? options = null) => Ask(Asker(server, options));

    private static Task<double> Ask(JsonAsker asker, CancellationToken cancellation = default) =>
        asker.AskAsync(s_address, body => JsonShape.Read(body, answer => answer.Number("x")), cancellation);

    private static HttpResponseMessage Good() => StubHandler.Json("""{"x":1.5}""");

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task What_passes_by_itself_is_asked_again_after_growing_waits(int status)
    {
        var server = Server(i => i < 3 ? StubHandler.Status(status) : Good());
        Assert.Equal(1.5, await _clock.Finish(Ask(server)));
        Assert.Equal(4, server.Requests.Count);
        // Half a second, one, two, jittered.
        var waits = _clock.Waits.Where(wait => wait < TimeSpan.FromSeconds(20)).ToList();
        Assert.Equal(3, waits.Count);
        Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 0.001, 10));
        Assert.True(waits.Distinct().Count() > 1);
    }

    [Theory]
    [InlineData("""{"x":1.5""")]
    [InlineData("")]
    [InlineData("<html>Bad Gateway</html>")]
    [InlineData("""{"y":1}""")]
    [InlineData("""{"x":1.5}{"x":2}""")]
    public async Task A_cut_body_is_asked_for_again_and_one_malformed_each_time_is_unavailable(string body)
    {
        var server = Server(i => i == 0 ? StubHandler.Json(body) : Good());
        Assert.Equal(1.5, await _clock.Finish(Ask(server)));

        var broken = Server(_ => StubHandler.Json(body));
        var fault = await _clock.Fails<ProviderUnavailableException>(Ask(broken));
        Assert.Equal(1 + _options.Retries, broken.Requests.Count);
        Assert.Contains("cannot be read", fault.Message, StringComparison.Ordinal);
        Assert.Contains("/v2/stocks/bars in 9 attempts", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_and_a_body_that_is_cut_on_the_wire_are_asked_again()
    {
        var server = Server(i =>
            i switch
            {
                0 => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
                1 => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CutStream()) },
                _ => Good(),
            }
        );
        Assert.Equal(1.5, await _clock.Finish(Ask(server)));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task All_attempts_together_end_within_their_time_and_say_what_happened_last()
    {
        var server = Server(_ => StubHandler.Status(503, """{"message":"down for repair"}"""));
        var options = _options with { Retries = 1000, LongestDelay = TimeSpan.FromSeconds(10) };
        var fault = await _clock.Fails<ProviderUnavailableException>(Ask(server, options));
        Assert.True(_clock.Passed >= _options.TotalTimeout);
        Assert.InRange(server.Requests.Count, 10, 100);
        Assert.Contains("HTTP 503: down for repair", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_given_up_after_its_time()
    {
        var never = new TaskCompletionSource();
        var server = Server(_ => Good());
        server.Gate = never.Task;
        var task = Ask(server, _options with { AttemptTimeout = TimeSpan.FromSeconds(7) });
        while (server.Requests.Count < 2)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }
        server.Gate = Task.CompletedTask;
        Assert.True(server.Requests[1].At - server.Requests[0].At >= TimeSpan.FromSeconds(7));
        never.SetResult();
        Assert.Equal(1.5, await _clock.Finish(task));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Fri, 08 Mar 2024 15:00:40 GMT", 40)]
    public async Task The_wait_the_provider_asks_for_is_kept(string retryAfter, int seconds)
    {
        var server = Server(i => i == 0 ? StubHandler.Status(429).With("Retry-After", retryAfter) : Good());
        await _clock.Finish(Ask(server));
        Assert.Contains(TimeSpan.FromSeconds(seconds), _clock.Waits);
        Assert.True(server.Requests[1].At - server.Requests[0].At >= TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_limit_without_a_wait_is_over_when_the_count_starts_anew_by_the_providers_clock()
    {
        // The provider's clock is an hour ahead; the count starts anew 20 seconds from now.
        var there = VirtualTime.Begin.AddHours(1);
        var reset = there.AddSeconds(20).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var server = Server(i =>
            i == 0
                ? StubHandler
                    .Status(429)
                    .With("Date", there.ToString("R", CultureInfo.InvariantCulture))
                    .With("X-RateLimit-Limit", "200")
                    .With("X-RateLimit-Remaining", "0")
                    .With("X-RateLimit-Reset", reset)
                : Good()
        );
        var asker = Asker(server);
        await _clock.Finish(Ask(asker));
        Assert.Contains(TimeSpan.FromSeconds(20), _clock.Waits);
        Assert.True(server.Requests[1].At - server.Requests[0].At >= TimeSpan.FromSeconds(20));
        Assert.InRange(asker.ClockSkew!.Value.TotalSeconds, 3600, 3601);
    }

    [Fact]
    public async Task A_pause_longer_than_all_attempts_may_last_is_not_waited_for()
    {
        var server = Server(_ => StubHandler.Status(429).With("Retry-After", "3600"));
        var fault = await _clock.Fails<ProviderUnavailableException>(Ask(server));
        Assert.Single(server.Requests);
        Assert.Contains("a pause of 3600 s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(302)]
    public async Task A_refusal_is_explained_and_not_asked_again(int status)
    {
        var server = Server(_ => StubHandler.Status(status, $$"""{"message":"forbidden for {{Secret}}.\n"}"""));
        var fault = await _clock.Fails<ProviderRefusedException>(Ask(server));
        Assert.Equal(("example", status), (fault.Provider, fault.Status));
        Assert.Single(server.Requests);
        Assert.Equal(
            status != 302,
            fault.Message.Contains("KEY_VARIABLE (forbidden for (key))", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    [InlineData(200)]
    public async Task The_key_is_in_no_message(int status)
    {
        var server = Server(_ => StubHandler.Status(status, $"rejected {Secret} of {s_address}"));
        var task = Ask(server);
        await _clock.Until(task);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => task);
        Assert.Equal(Secret, server.Requests[0].Headers["X-Key"]);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_larger_than_allowed_is_not_read_on()
    {
        var server = Server(_ => StubHandler.Json(new string(' ', 2 << 20) + """{"x":1}"""));
        var fault = await _clock.Fails<ProviderUnavailableException>(
            Ask(server, _options with { MaxAnswerBytes = 1 << 20 })
        );
        Assert.Single(server.Requests);
        Assert.Contains("larger than 1 MiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        var server = Server(_ => StubHandler.Status(503));
        using var cancel = new CancellationTokenSource();
        var task = Ask(Asker(server), cancel.Token);
        await cancel.CancelAsync();
        await _clock.Fails<OperationCanceledException>(task);
    }

    /// <summary>Gives half an answer, then breaks.</summary>
    private sealed class CutStream : MemoryStream
    {
        private bool _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded);
            }
            _given = true;
            return ValueTask.FromResult(Encoding.UTF8.GetBytes("""{"x":1""", buffer.Span));
        }
    }
}
