using System.Net;
using System.Text;

namespace Quant.MarketData.Tests.Providers.Http;

/// <summary>A server in place of the network: answers what it is told to, and remembers what it was asked.</summary>
internal sealed class StubHandler(TimeProvider time) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<Asked> _asked = [];

    /// <summary>What it answers, by the number of the request from 0 and its address.</summary>
    public required Func<int, Uri, HttpResponseMessage> Answer { get; init; }

    /// <summary>Held back while this is not done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _asked];
            }
        }
    }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Status(int status, string body = "") => Json(body, (HttpStatusCode)status);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellation
    )
    {
        int number;
        lock (_gate)
        {
            number = _asked.Count;
            _asked.Add(
                new Asked(
                    request.RequestUri!,
                    time.GetUtcNow(),
                    request.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value))
                )
            );
        }
        await Gate.WaitAsync(cancellation);
        return Answer(number, request.RequestUri!);
    }

    internal sealed record Asked(Uri Address, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers);
}

internal static class Answers
{
    public static HttpResponseMessage With(this HttpResponseMessage answer, string header, string value)
    {
        answer.Headers.TryAddWithoutValidation(header, value);
        return answer;
    }
}
