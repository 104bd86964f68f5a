namespace Quant.Grains.Interfaces.Ingest;

/// <summary>How a symbol shall be kept up to date.</summary>
/// <param name="Mode"><c>off</c>, <c>poll</c> or <c>stream</c>.</param>
/// <param name="Providers">Names of providers in the order they are tried; empty: those of the server's settings.</param>
/// <param name="Sessions">Parts of the day to keep: <c>all</c>, <c>regular</c>, <c>pre,regular</c> …</param>
/// <param name="Calendar">When a symbol not known yet trades; null: by its name.</param>
[GenerateSerializer, Immutable, Alias("Quant.LiveRequest")]
public sealed record LiveRequest(
    [property: Id(0)] string Mode,
    IReadOnlyList<string> Providers,
    [property: Id(2)] string Sessions,
    [property: Id(3)] string? Calendar
)
{
    /// <summary>Names of providers in the order they are tried; empty: those of the server's settings.</summary>
    [Id(1)]
    public IReadOnlyList<string> Providers
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Providers);
}

/// <summary>How up to date a symbol is.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Mode"><c>off</c>, <c>poll</c> or <c>stream</c>.</param>
/// <param name="Sessions">Parts of the day that are kept.</param>
/// <param name="Step">What it is doing, in words: <c>market closed until …</c>, <c>up to date</c>, <c>catching up</c>.</param>
/// <param name="LastBarTs">Start of the last stored minute bar, microseconds UTC; null where there is none.</param>
/// <param name="AskedToTs">All minutes before this were asked for and answered, microseconds UTC; null before the first answer.</param>
/// <param name="Failures">Answers in a row that failed.</param>
/// <param name="Error">The last failure; null after a success.</param>
/// <param name="BarsTaken">Bars taken in since this activation began.</param>
/// <param name="Providers">Names of providers in the order they are tried.</param>
[GenerateSerializer, Immutable, Alias("Quant.LiveStatus")]
public sealed record LiveStatus(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Mode,
    [property: Id(2)] string Sessions,
    [property: Id(3)] string Step,
    [property: Id(4)] long? LastBarTs,
    [property: Id(5)] long? AskedToTs,
    [property: Id(6)] int Failures,
    [property: Id(7)] string? Error,
    [property: Id(8)] long BarsTaken,
    IReadOnlyList<string> Providers
)
{
    /// <summary>Names of providers in the order they are tried.</summary>
    [Id(9)]
    public IReadOnlyList<string> Providers
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Providers);
}

/// <summary>A bar a stream pushed.</summary>
/// <param name="Ts">Start, microseconds UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units traded.</param>
/// <param name="Vwap">Volume-weighted average price; NaN where unknown.</param>
/// <param name="TradeCount">Number of trades; -1 where unknown.</param>
[GenerateSerializer, Immutable, Alias("Quant.PushedBar")]
public sealed record PushedBar(
    [property: Id(0)] long Ts,
    [property: Id(1)] double Open,
    [property: Id(2)] double High,
    [property: Id(3)] double Low,
    [property: Id(4)] double Close,
    [property: Id(5)] double Volume,
    [property: Id(6)] double Vwap,
    [property: Id(7)] int TradeCount
);

/// <summary>Bars a stream pushed for one symbol, not yet judged.</summary>
/// <param name="Provider">The stream's provider.</param>
/// <param name="Bars">The bars, in the order they came.</param>
[GenerateSerializer, Immutable, Alias("Quant.PushedBars")]
public sealed record PushedBars([property: Id(0)] string Provider, IReadOnlyList<PushedBar> Bars)
{
    /// <summary>The bars, in the order they came.</summary>
    [Id(1)]
    public IReadOnlyList<PushedBar> Bars
    {
        get;
        init => field = SentList.Of(value);
    } = SentList.Of(Bars);
}

/// <summary>What a provider told about splits and dividends.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Provider">Who told.</param>
/// <param name="Splits">Splits known now.</param>
/// <param name="Dividends">Cash dividends known now.</param>
/// <param name="Pending">Dividends whose factor waits for the close of the session before them.</param>
[GenerateSerializer, Immutable, Alias("Quant.ActionsReport")]
public sealed record ActionsReport(
    [property: Id(0)] string Symbol,
    [property: Id(1)] string Provider,
    [property: Id(2)] int Splits,
    [property: Id(3)] int Dividends,
    [property: Id(4)] int Pending
);
