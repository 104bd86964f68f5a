namespace Quant.Client.Web.Contracts;

/// <summary>How a symbol shall be kept up to date.</summary>
/// <param name="Mode"><c>off</c>, <c>poll</c> or <c>stream</c>.</param>
/// <param name="Providers">Names of providers in the order they are tried; empty: those of the server's settings.</param>
/// <param name="Sessions">Parts of the day to keep: <c>all</c>, <c>regular</c>, <c>pre,regular</c> …</param>
/// <param name="Calendar">When a symbol not known yet trades: <c>XNYS</c>, <c>24x7</c> or <c>24x5</c>; null: by its name.</param>
public sealed record LiveBody(
    string Mode,
    IReadOnlyList<string>? Providers = null,
    string Sessions = "all",
    string? Calendar = null
);

/// <summary>How up to date a symbol is.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Mode"><c>off</c>, <c>poll</c> or <c>stream</c>.</param>
/// <param name="Sessions">Parts of the day that are kept.</param>
/// <param name="Step">What it is doing, in words.</param>
/// <param name="LastBarTs">Start of the last stored minute bar, microseconds UTC; null where there is none.</param>
/// <param name="AskedToTs">All minutes before this were asked for and answered, microseconds UTC; null before that.</param>
/// <param name="Failures">Answers in a row that failed.</param>
/// <param name="Error">The last failure; null after a success.</param>
/// <param name="BarsTaken">Bars taken in since it was last begun.</param>
/// <param name="Providers">Names of providers in the order they are tried.</param>
public sealed record LiveDto(
    string Symbol,
    string Mode,
    string Sessions,
    string Step,
    long? LastBarTs,
    long? AskedToTs,
    int Failures,
    string? Error,
    long BarsTaken,
    IReadOnlyList<string> Providers
);

/// <summary>A provider this server knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Terms">What its terms allow.</param>
/// <param name="Missing">What has to be set before it can be used; null when nothing is.</param>
public sealed record ProviderDto(string Name, string Title, string Terms, string? Missing);

/// <summary>What a provider told about splits and dividends.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Provider">Who told.</param>
/// <param name="Splits">Splits known now.</param>
/// <param name="Dividends">Cash dividends known now.</param>
/// <param name="Pending">Dividends whose factor waits for the close of the session before them.</param>
public sealed record ActionsReportDto(string Symbol, string Provider, int Splits, int Dividends, int Pending);

/// <summary>What is brought in.</summary>
/// <param name="Backfills">Backfills that are not over, and the last that are, at most 50 in all.</param>
/// <param name="Live">Symbols that are kept up to date, at most 500.</param>
public sealed record IngestDto(IReadOnlyList<BackfillDto> Backfills, IReadOnlyList<LiveDto> Live);
