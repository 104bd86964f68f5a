using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>Where Alpaca's stock trades come from.</summary>
public enum AlpacaFeed
{
    /// <summary>Trades of the exchange IEX alone, in real time: free.</summary>
    Iex,

    /// <summary>Trades of all US exchanges; the last 15 minutes need a paid plan.</summary>
    Sip,

    /// <summary>Trades of all US exchanges, 15 minutes late: free.</summary>
    DelayedSip,

    /// <summary>Trades over the counter; needs a plan that has them.</summary>
    Otc,
}

/// <summary>Feeds as Alpaca writes them.</summary>
public static class AlpacaFeeds
{
    /// <summary>How late the delayed feed is.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(15);

    private static readonly (string Word, AlpacaFeed Feed)[] s_words =
    [
        ("iex", AlpacaFeed.Iex),
        ("sip", AlpacaFeed.Sip),
        ("delayed_sip", AlpacaFeed.DelayedSip),
        ("otc", AlpacaFeed.Otc),
    ];

    /// <exception cref="BadInputException">No such feed.</exception>
    public static AlpacaFeed Parse(string text, string field)
    {
        foreach (var (word, feed) in s_words)
        {
            if (word == text)
            {
                return feed;
            }
        }
        throw new BadInputException(field, text, "iex, sip, delayed_sip or otc");
    }

    /// <summary>The word of streams and latest bars.</summary>
    public static string Word(this AlpacaFeed feed) => Array.Find(s_words, pair => pair.Feed == feed).Word;

    /// <summary>
    /// The word of historical bars, which know no delayed feed: those older than 15 minutes are free to all from <c>sip</c>.
    /// </summary>
    public static string HistoricalWord(this AlpacaFeed feed) =>
        feed == AlpacaFeed.DelayedSip ? AlpacaFeed.Sip.Word() : feed.Word();
}
