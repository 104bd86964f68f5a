using System.Globalization;
using FakeAlpaca.Market;
using Microsoft.AspNetCore.Http;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace FakeAlpaca.Rest;

/// <summary>What a request for bars asks for.</summary>
internal sealed record BarsQuery
{
    private const int MaximumLimit = 10_000;
    private const long SipDelay = 15 * UnixMicros.PerMinute;
    private static readonly string[] s_feeds = ["sip", "iex", "delayed_sip", "otc", "boats", "overnight"];

    /// <summary>Ascending.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }
    public required Timeframe Timeframe { get; init; }

    /// <summary>First start, microseconds UTC.</summary>
    public required long FromTs { get; init; }

    /// <summary>Last start, inclusive.</summary>
    public required long ToTs { get; init; }
    public required int Limit { get; init; }
    public required string Adjustment { get; init; }
    public required string Feed { get; init; }
    public required bool Descending { get; init; }
    public PageToken? After { get; init; }

    public static BarsQuery Parse(IQueryCollection query, bool crypto, long now, IReadOnlySet<string> feeds)
    {
        if (!Timeframe.TryParse(Required(query, "timeframe"), out var timeframe))
        {
            throw ApiError.Bad($"invalid timeframe: {query["timeframe"]}");
        }
        var from = Time(query, "start") ?? ExchangeZone.NewYork.Midnight(ExchangeZone.NewYork.DateOf(now));
        var to = Time(query, "end") ?? now;
        if (to < from)
        {
            throw ApiError.Bad("end should not be before start");
        }
        var sort = One(query, "sort") ?? "asc";
        if (sort is not ("asc" or "desc"))
        {
            throw ApiError.Bad($"invalid sort: {sort}");
        }
        PageToken? after = null;
        if (One(query, "page_token") is { Length: > 0 } text)
        {
            after = PageToken.Parse(text, timeframe) ?? throw ApiError.Bad($"invalid page_token: {text}");
        }
        var feed = crypto ? "us" : FeedOf(query, feeds);
        if (feed == "sip" && !feeds.Contains("sip") && to > now - SipDelay)
        {
            throw new ApiError(403, "subscription does not permit querying recent SIP data", 42210000);
        }
        return new BarsQuery
        {
            Symbols = SymbolsOf(query, crypto),
            Timeframe = timeframe,
            FromTs = from,
            ToTs = feed == "delayed_sip" ? Math.Min(to, now - SipDelay) : to,
            Limit = LimitOf(query, 1000, MaximumLimit),
            Adjustment = AdjustmentOf(query),
            Feed = feed,
            Descending = sort == "desc",
            After = after,
        };
    }

    public static string FeedOf(IQueryCollection query, IReadOnlySet<string> feeds)
    {
        var feed = One(query, "feed") ?? (feeds.Contains("sip") ? "sip" : "iex");
        if (Array.IndexOf(s_feeds, feed) < 0)
        {
            throw ApiError.Bad($"invalid feed: {feed}");
        }
        return feed == "sip" || feeds.Contains(feed)
            ? feed
            : throw new ApiError(403, $"subscription does not permit querying {feed} data");
    }

    public static List<string> SymbolsOf(IQueryCollection query, bool crypto)
    {
        var symbols = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var symbol in Required(query, "symbols").Split(','))
        {
            if (!(crypto ? Instrument.IsCryptoSymbol(symbol) : Instrument.IsStockSymbol(symbol)))
            {
                throw ApiError.Bad($"invalid symbol: {symbol}");
            }
            symbols.Add(symbol);
        }
        return [.. symbols];
    }

    public static int LimitOf(IQueryCollection query, int standard, int maximum)
    {
        if (One(query, "limit") is not { } text)
        {
            return standard;
        }
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit >= 1
            && limit <= maximum
            ? limit
            : throw ApiError.Bad($"limit must be between 1 and {maximum}");
    }

    public static string? One(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    private static string Required(IQueryCollection query, string name) =>
        One(query, name) is { Length: > 0 } text ? text : throw ApiError.Bad($"{name} is required");

    private static string AdjustmentOf(IQueryCollection query)
    {
        var adjustment = One(query, "adjustment") ?? "raw";
        return adjustment is "raw" or "split" or "dividend" or "all"
            ? adjustment
            : throw ApiError.Bad($"invalid adjustment: {adjustment}");
    }

    private static long? Time(IQueryCollection query, string name)
    {
        if (One(query, name) is not { Length: > 0 } text)
        {
            return null;
        }
        return ApiTime.TryParse(text, out var ts) ? ts : throw ApiError.Bad($"invalid {name}: {text}");
    }
}
