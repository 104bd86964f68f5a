using Quant.MarketData.Providers.Live;

namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>A message of Alpaca's stream.</summary>
internal abstract record AlpacaMessage
{
    /// <summary><c>connected</c> or <c>authenticated</c>.</summary>
    public sealed record Success(string Text) : AlpacaMessage;

    /// <summary>Something is wrong.</summary>
    public sealed record Error(int Code, string Text) : AlpacaMessage;

    /// <summary>What is subscribed to now.</summary>
    public sealed record Subscription : AlpacaMessage;

    /// <summary>Something to pass on.</summary>
    public sealed record Data(StreamEvent Event) : AlpacaMessage;
}
