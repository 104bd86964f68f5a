using System.Diagnostics;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Sessions;

namespace Quant.Bench.Ingest;

/// <summary>The part of a backfill before anything is stored: asking and reading, and then judging.</summary>
internal static class ProviderRead
{
    /// <returns>Seconds, and seconds of processor time.</returns>
    public static async Task<(double Seconds, double Processor)> RunAsync(
        Uri address,
        string symbol,
        IReadOnlyList<IngestWindowSpan> windows,
        int atOnce,
        bool judge
    )
    {
        using var handler = ProviderHttp.CreateHandler();
        var options = new AlpacaOptions
        {
            KeyId = FakeAlpaca.FakeAlpacaOptions.DefaultKeyId,
            Secret = FakeAlpaca.FakeAlpacaOptions.DefaultSecretKey,
            Feed = AlpacaFeed.Sip,
            DataUrl = address,
            TradingUrl = address,
            RequestsPerMinute = ServedMarket.RequestsPerMinute,
        };
        var provider = new AlpacaProvider(options, handler, TimeProvider.System);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var ahead = new Queue<Task>();
        foreach (var window in windows)
        {
            if (ahead.Count == atOnce)
            {
                await ahead.Dequeue();
            }
            ahead.Enqueue(Task.Run(() => WindowAsync(provider, Symbol.Parse(symbol), window, judge)));
        }
        await Task.WhenAll(ahead);
        var seconds = clock.Elapsed.TotalSeconds;
        return (seconds, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
    }

    private static async Task WindowAsync(AlpacaProvider provider, Symbol symbol, IngestWindowSpan window, bool judge)
    {
        var nyse = ExchangeCalendar.Nyse;
        var delivered = new DeliveredBars(
            symbol,
            Interval.Minute1,
            nyse,
            TradingSessions.All,
            window,
            TimeProvider.System
        );
        var request = new BarRequest([symbol], Interval.Minute1, nyse, window.FromTs, window.ToTs);
        await foreach (var page in provider.GetBarsAsync(request, CancellationToken.None))
        {
            delivered.Add(page);
        }
        if (judge && delivered.Judge(provider.Source).Report.RefusedCount != 0)
        {
            throw new InvalidOperationException("A bar of the made-up market was refused.");
        }
    }
}
