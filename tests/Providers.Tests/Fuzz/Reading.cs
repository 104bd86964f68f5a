using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Alpaca.Stream;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Lean;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Providers.Tiingo;
using Quant.MarketData.Providers.Yahoo;
using Quant.MarketData.Quality;
using Quant.MarketData.Sessions;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Providers.Tests.Fuzz;

/// <summary>Reads a payload as the product does, up to the point where bars are stored.</summary>
internal static class Reading
{
    /// <summary>All bars asked for: far more than payloads hold, so that nothing is left out but by the judge.</summary>
    private static readonly IngestWindowSpan s_range = new(long.MinValue / 2, long.MaxValue / 2);
    private static readonly Symbol s_symbol = Symbol.Parse("AAPL");
    private static readonly TimeProvider s_time = Clock.At("2024-06-11 18:00");

    public static long Now { get; } = UnixMicros.From(s_time.GetUtcNow());

    /// <summary>The bars accepted; null where the payload as a whole is refused with the exception documented for it.</summary>
    /// <exception cref="Exception">Anything else: a defect.</exception>
    public static BarSeries? Read(string kind, byte[] payload, RefusalPolicy policy)
    {
        try
        {
            return kind switch
            {
                "csv" => CsvImporter
                    .Import(
                        new MemoryStream(payload),
                        s_symbol,
                        new CsvImportOptions
                        {
                            Policy = policy,
                            Interval = Interval.Minute1,
                            Time = s_time,
                        },
                        "fuzz.csv"
                    )
                    .Series,
                "lean minute" => Lean(payload, Interval.Minute1, policy),
                "lean daily" => Lean(payload, Interval.Day1, policy),
                _ => Judged(Pages(kind, payload)),
            };
        }
        catch (MalformedAnswerException) when (kind is "alpaca bars" or "alpaca stream" or "yahoo" or "tiingo")
        {
            return null;
        }
        catch (BadInputException) when (kind is "csv" or "lean minute" or "lean daily")
        {
            return null;
        }
    }

    private static IEnumerable<BarPage> Pages(string kind, byte[] payload)
    {
        switch (kind)
        {
            case "alpaca bars":
                return AlpacaBarsParser.Parse(payload).Pages;
            case "alpaca stream":
                var bars = new List<Bar>();
                foreach (var message in AlpacaStreamParser.Parse(payload))
                {
                    if (message is AlpacaMessage.Data { Event: StreamBar told })
                    {
                        bars.Add(told.Bar);
                    }
                }
                return [new BarPage(s_symbol, bars, [])];
            case "yahoo":
                var chart = YahooChartParser.Parse(payload);
                var undo = new SplitUndo(chart.Splits, ExchangeZone.NewYork, new DateOnly(2024, 6, 11));
                return [new BarPage(s_symbol, [.. chart.Bars.Select(bar => undo.Undo(bar))], chart.Unreadable)];
            default:
                return [TiingoParser.Bars(payload, s_symbol, daily: false, ExchangeZone.NewYork)];
        }
    }

    private static BarSeries Judged(IEnumerable<BarPage> pages)
    {
        var delivered = new DeliveredBars(
            s_symbol,
            Interval.Minute1,
            ExchangeCalendar.Nyse,
            TradingSessions.All,
            s_range,
            s_time
        );
        foreach (var page in pages)
        {
            delivered.Add(page);
        }
        return delivered.Judge("fuzz").Bars;
    }

    private static BarSeries Lean(byte[] payload, Interval interval, RefusalPolicy policy)
    {
        var bars = new BarSeriesBuilder();
        var midnight = ExchangeZone.NewYork.ToLocal(ExchangeZone.NewYork.Midnight(new DateOnly(2024, 6, 11)));
        var options = new LeanImportOptions { Policy = policy, Time = s_time };
        LeanImporter.ReadRows(new MemoryStream(payload), "fuzz.zip", interval, midnight, options, bars);
        return bars.Build(s_symbol, interval);
    }
}
