using Quant.Specs;

namespace FakeAlpaca;

/// <summary>How the server is set up. What goes wrong while it runs is in <see cref="FakeAlpacaServer.Faults"/>.</summary>
public sealed record FakeAlpacaOptions
{
    /// <summary>The key pair that is accepted unless another is set. No secret: it opens nothing but made-up data.</summary>
    public const string DefaultKeyId = "FAKE-KEY-ID";

    /// <inheritdoc cref="DefaultKeyId"/>
    public const string DefaultSecretKey = "FAKE-SECRET-KEY";

    /// <summary>Port on loopback; 0 for one that is free.</summary>
    public int Port { get; init; }

    public string KeyId { get; init; } = DefaultKeyId;

    public string SecretKey { get; init; } = DefaultSecretKey;

    /// <summary>Requests a minute; those beyond are answered with 429.</summary>
    public int RequestsPerMinute { get; init; } = 200;

    /// <summary>Requests that are worked on at a time; others wait, as at a provider at its limit.</summary>
    public int ConcurrentRequests { get; init; } = int.MaxValue;

    /// <summary>
    /// Feeds the account may use. Where <c>sip</c> is missing, it may be asked for what is older than 15 minutes, over REST
    /// only.
    /// </summary>
    public IReadOnlySet<string> Feeds { get; init; } = new HashSet<string> { "iex", "sip", "delayed_sip", "otc" };

    /// <summary>Streams the account may have open at a time.</summary>
    public int StreamConnections { get; init; } = 1;

    /// <summary>
    /// Streams are told of bars as they close by the clock; false leaves that to
    /// <see cref="FakeAlpacaServer.PublishAsync"/>.
    /// </summary>
    public bool PublishByClock { get; init; } = true;

    /// <summary>What a stream that asks for every symbol is told of.</summary>
    public IReadOnlyList<string> Universe { get; init; } =
    ["AAPL", "AMZN", "GOOGL", "MSFT", "NVDA", "QQQ", "SPY", "TSLA", "VIXY"];

    /// <summary>
    /// Every symbol has at least so many trades a minute of the regular session, on average; with 500, a bar in nearly every
    /// minute. 0 leaves symbols that are not known as quiet as their names make them.
    /// </summary>
    public double LeastTradesPerMinute { get; init; }

    /// <summary>Days of bars kept in memory, of all symbols together; about 65 kB each.</summary>
    public int CachedDays { get; init; } = 1024;

    /// <summary>The server's clock: bars are there once they have closed by it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        Require(Port is >= 0 and <= 65_535, "port", Port, "0 to 65535");
        Require(RequestsPerMinute >= 1, "requestsPerMinute", RequestsPerMinute, "1 or more");
        Require(ConcurrentRequests >= 1, "concurrentRequests", ConcurrentRequests, "1 or more");
        Require(StreamConnections >= 1, "streamConnections", StreamConnections, "1 or more");
        Require(
            LeastTradesPerMinute is >= 0 and <= 1e6,
            "leastTradesPerMinute",
            LeastTradesPerMinute,
            "0 to 1,000,000"
        );
        Require(CachedDays >= 1, "cachedDays", CachedDays, "1 or more");
        Require(KeyId.Length > 0, "keyId", KeyId, "a text");
        Require(SecretKey.Length > 0, "secretKey", null, "a text");
    }

    private static void Require(bool holds, string field, object? value, string allowed)
    {
        if (!holds)
        {
            throw new BadInputException(field, value, allowed);
        }
    }
}
