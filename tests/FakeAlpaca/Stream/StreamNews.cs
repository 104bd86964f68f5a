using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using FakeAlpaca.Rest;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace FakeAlpaca.Stream;

/// <summary>Messages for one stream, and how many bars are in them.</summary>
internal readonly record struct News(IReadOnlyList<byte[]> Messages, int Bars)
{
    public static readonly News None = new([], 0);
}

/// <summary>What a stream is to be told.</summary>
internal sealed class StreamNews(FakeAlpacaOptions options, FakeFaults faults, MadeUpMarket market)
{
    private const int MessageSize = 256;
    private const long SipDelay = 15 * UnixMicros.PerMinute;

    /// <summary>Of the minute that ends at a time: bars, days so far, and halts that begin or end then.</summary>
    public News OfMinute(long closedTs, Channels channels, string feed)
    {
        var at = feed == "delayed_sip" ? closedTs - SipDelay : closedTs;
        var view = new MarketView(market, faults.Market, at);
        var told = new List<(string Type, string Symbol, Bar Bar)>();
        foreach (var symbol in channels.Of("bars", options.Universe))
        {
            if (Closed(view, symbol, at) is { } bar)
            {
                told.Add(("b", symbol, ServedBars.OfFeed(bar, feed)));
            }
        }
        foreach (var symbol in channels.Of("dailyBars", options.Universe))
        {
            if (Closed(view, symbol, at) is not null && view.Session(symbol, view.Today(symbol)) is { } day)
            {
                told.Add(("d", symbol, ServedBars.OfFeed(day, feed)));
            }
        }
        return Join(told, Statuses(at, channels));
    }

    /// <summary>Of the minute that ended at a time: bars whose last trades were told late.</summary>
    public News Late(long closedTs, Channels channels, string feed)
    {
        var at = feed == "delayed_sip" ? closedTs - SipDelay : closedTs;
        var view = new MarketView(market, faults.Market, at + MadeUpMarket.LateBy);
        var told = new List<(string, string, Bar)>();
        foreach (var symbol in channels.Of("updatedBars", options.Universe))
        {
            if (
                Closed(view, symbol, at) is { } bar
                && !faults.Market.IsRevised(symbol, bar.Ts)
                && market.FirstTold(symbol, bar) is not null
            )
            {
                told.Add(("u", symbol, ServedBars.OfFeed(bar, feed)));
            }
        }
        return Join(told, []);
    }

    public static News Revision(string symbol, Bar bar, Channels channels, string feed) =>
        channels.Has("updatedBars", symbol) ? Join([("u", symbol, ServedBars.OfFeed(bar, feed))], []) : News.None;

    private static Bar? Closed(MarketView view, string symbol, long closedTs)
    {
        var bars = view.Minutes(symbol, view.Today(symbol));
        return bars.IsEmpty || bars[^1].Ts != closedTs - UnixMicros.PerMinute ? null : bars[^1];
    }

    private List<(string Symbol, bool Halted, string Reason, long Ts)> Statuses(long at, Channels channels)
    {
        const string Pause = "Volatility Trading Pause";
        var statuses = new List<(string, bool, string, long)>();
        foreach (var symbol in channels.Of("statuses", options.Universe))
        {
            var date = market.Instrument(symbol).Calendar.Zone.DateOf(at);
            var halts = faults.Market.HaltsOf(symbol).ToList();
            if (market.HaltOf(symbol, date) is { } paused)
            {
                halts.Add((paused, Pause));
            }
            foreach (var (halt, reason) in halts.Where(h => h.Halt.FromTs == at || h.Halt.ToTs == at))
            {
                statuses.Add((symbol, halt.FromTs == at, reason, at));
            }
        }
        return statuses;
    }

    private static News Join(
        List<(string Type, string Symbol, Bar Bar)> bars,
        List<(string Symbol, bool Halted, string Reason, long Ts)> statuses
    )
    {
        var messages = new List<byte[]>();
        foreach (var some in bars.Chunk(MessageSize))
        {
            messages.Add(
                StreamMessage.Array(writer =>
                {
                    foreach (var (type, symbol, bar) in some)
                    {
                        StreamMessage.WriteBar(writer, type, symbol, bar);
                    }
                })
            );
        }
        foreach (var some in statuses.Chunk(MessageSize))
        {
            messages.Add(
                StreamMessage.Array(writer =>
                {
                    foreach (var (symbol, halted, reason, ts) in some)
                    {
                        StreamMessage.WriteStatus(writer, symbol, ts, halted, reason);
                    }
                })
            );
        }
        return new News(messages, bars.Count);
    }
}
