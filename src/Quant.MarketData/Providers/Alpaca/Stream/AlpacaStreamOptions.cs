namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>How patiently a stream is kept up.</summary>
internal sealed record AlpacaStreamOptions
{
    /// <summary>Time limit for the connection, and for each answer until it is subscribed.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait before the first new attempt; it doubles each time and is jittered.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between attempts.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A connection that has lasted so long was a good one: the next wait is the first again.</summary>
    public TimeSpan GoodAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long another connection of the account is put up with, as the server may not have noticed yet that the last
    /// one of this process is gone.
    /// </summary>
    public TimeSpan OccupiedPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Silence after which the other side is pinged; without an answer within as long again the connection is dead. By the
    /// machine's own timers, as sockets do it.
    /// </summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest message that is read, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 16 << 20;

    /// <summary>Events that may wait for their reader before the stream stops reading.</summary>
    public int Buffered { get; init; } = 65_536;
}
