using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.MarketData.Sessions;

/// <summary>Parts of the trading day.</summary>
[Flags]
public enum TradingSessions
{
    None = 0,
    Pre = 1,
    Regular = 2,
    Post = 4,
    All = Pre | Regular | Post,
}

/// <summary>Reads and writes a choice of sessions: <c>regular</c>, <c>pre,regular</c>, <c>all</c>.</summary>
public static class SessionChoice
{
    private static readonly (string Word, TradingSessions Session)[] s_words =
    [
        ("pre", TradingSessions.Pre),
        ("regular", TradingSessions.Regular),
        ("post", TradingSessions.Post),
    ];

    /// <exception cref="BadInputException">Not such a list.</exception>
    public static TradingSessions Parse(string text, string field = "sessions")
    {
        if (text == "all")
        {
            return TradingSessions.All;
        }
        var chosen = TradingSessions.None;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var session = Array.Find(s_words, pair => pair.Word == word).Session;
            if (session == TradingSessions.None)
            {
                throw new BadInputException(field, text, "all, or some of pre, regular, post, separated by commas");
            }
            chosen |= session;
        }
        return chosen;
    }

    /// <summary>The form <see cref="Parse"/> reads.</summary>
    public static string Text(TradingSessions sessions) =>
        sessions == TradingSessions.All
            ? "all"
            : string.Join(',', s_words.Where(pair => sessions.HasFlag(pair.Session)).Select(pair => pair.Word));

    /// <summary>True when bars of that part of the day are wanted; what lies outside all hours never is.</summary>
    public static bool Includes(this TradingSessions sessions, SessionTag tag) =>
        tag switch
        {
            SessionTag.Pre => sessions.HasFlag(TradingSessions.Pre),
            SessionTag.Regular => sessions.HasFlag(TradingSessions.Regular),
            SessionTag.Post => sessions.HasFlag(TradingSessions.Post),
            _ => false,
        };
}
