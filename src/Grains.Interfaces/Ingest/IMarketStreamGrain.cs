namespace Quant.Grains.Interfaces.Ingest;

/// <summary>
/// Holds the one connection to a provider's stream and hands what it pushes to the symbols' grains. Key: the provider's
/// name.
/// </summary>
[Alias("Quant.IMarketStreamGrain")]
public interface IMarketStreamGrain : IGrainWithStringKey
{
    /// <summary>Listens to the symbols whose feeds are on this stream now; connects, or hangs up where there are none.</summary>
    [Alias("Refresh")]
    Task<StreamStatus> RefreshAsync();

    [AlwaysInterleave, Alias("GetStatus")]
    Task<StreamStatus> GetStatusAsync();
}

/// <summary>How a stream is.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Connected">True while it is connected and subscribed.</param>
/// <param name="Symbols">Symbols listened to.</param>
/// <param name="Bars">Bars pushed since it was first connected.</param>
/// <param name="Connections">How often it has connected.</param>
/// <param name="Error">Why it is not connected; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("Quant.StreamStatus")]
public sealed record StreamStatus(
    [property: Id(0)] string Provider,
    [property: Id(1)] bool Connected,
    [property: Id(2)] int Symbols,
    [property: Id(3)] long Bars,
    [property: Id(4)] int Connections,
    [property: Id(5)] string? Error
);
