using System.Globalization;
using System.Net.Http.Headers;

namespace Quant.MarketData.Providers.Http;

/// <summary>What the headers of an answer say about limits and time.</summary>
/// <param name="Limit">Requests a minute (<c>X-RateLimit-Limit</c>); null where not told.</param>
/// <param name="Remaining">Requests left (<c>X-RateLimit-Remaining</c>); null where not told.</param>
/// <param name="ResetAt">When the count starts anew (<c>X-RateLimit-Reset</c>), seconds since 1970 by the provider's clock.</param>
/// <param name="ResetIn">Time until then.</param>
/// <param name="RetryAfter">The wait that <c>Retry-After</c> asks for.</param>
/// <param name="Date">The provider's time (<c>Date</c>); null where not told, or where a cache answered.</param>
internal readonly record struct RateHeaders(
    int? Limit,
    int? Remaining,
    long? ResetAt,
    TimeSpan? ResetIn,
    TimeSpan? RetryAfter,
    DateTimeOffset? Date
)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <param name="headers">Headers of the answer.</param>
    /// <param name="now">The local time, which serves where the answer tells none.</param>
    public static RateHeaders Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var date = headers.Age is { Ticks: > 0 } ? null : headers.Date;
        var there = date ?? now;
        long? reset = Number(headers, "X-RateLimit-Reset") is > 0 and < 253_402_300_799 and var epoch ? epoch : null;
        TimeSpan? retry = headers.RetryAfter switch
        {
            { Delta: { } delta } => Bounded(delta),
            { Date: { } moment } => Bounded(moment - there),
            _ => null,
        };
        return new RateHeaders(
            Count(headers, "X-RateLimit-Limit", 1),
            Count(headers, "X-RateLimit-Remaining", 0),
            reset,
            reset is { } end ? Bounded(DateTimeOffset.FromUnixTimeSeconds(end) - there) : null,
            retry,
            date
        );
    }

    private static TimeSpan Bounded(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait > s_longest ? s_longest
        : wait;

    private static int? Count(HttpResponseHeaders headers, string name, int least) =>
        Number(headers, name) is { } number && number >= least && number <= 1_000_000 ? (int)number : null;

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
