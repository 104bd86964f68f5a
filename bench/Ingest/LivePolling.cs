using System.Diagnostics;
using System.Globalization;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Hosting;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Bench.Ingest;

/// <summary>
/// 500 symbols, each with a bar in nearly every minute, kept up to date by polling, minute after minute of the real clock, against a market whose clock stands in a
/// session: processor seconds a minute of the process that asks, judges, stores and records.
/// </summary>
internal static class LivePolling
{
    private const int Symbols = 500;

    public static Outcome Run(string name, int minutes) => RunAsync(name, minutes).GetAwaiter().GetResult();

    private static async Task<Outcome> RunAsync(string name, int minutes)
    {
        var root = Directory.CreateTempSubdirectory("quant-bench-live").FullName;
        try
        {
            var open = ExchangeCalendar.Nyse.Open(new DateOnly(2024, 6, 12)) + 2 * UnixMicros.PerHour;
            using var market = ServedMarket.Start("--least-trades", "500", "--now", UnixMicros.Format(open));
            market.Use();
            await using var server = await QuantServer.StartAsync(new ServerOptions { Root = root }, default);
            using var client = new QuantClient(server.Address, token: null);
            // The first answer tells the provider's time.
            await BackfillAsync(client, "AAA", open);
            var symbols = Enumerable
                .Range(0, Symbols)
                .Select(i => $"A{(char)('A' + i / 26)}{(char)('A' + i % 26)}")
                .ToList();
            foreach (var symbol in symbols)
            {
                await client.SetLiveAsync(symbol, new LiveBody("poll", ["alpaca"]), default);
            }
            await Task.Delay(TimeSpan.FromMinutes(1.5));
            var shares = new List<double>();
            for (var minute = 0; minute < minutes; minute++)
            {
                var (before, served) = (Process.GetCurrentProcess().TotalProcessorTime, market.Processor);
                var clock = Stopwatch.StartNew();
                await Task.Delay(TimeSpan.FromMinutes(1));
                var spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
                shares.Add(100 * spent / clock.Elapsed.TotalSeconds);
                Tell(minute, spent, (market.Processor - served).TotalSeconds, await StandAsync(client, symbols));
            }
            shares.Sort();
            return new Outcome($"{name} --live", shares[shares.Count / 2], null, "% of one core", null);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task BackfillAsync(QuantClient client, string symbol, long to)
    {
        var body = new BackfillBody(to - UnixMicros.PerHour, to, Providers: ["alpaca"]);
        var backfill = await client.BackfillAsync(symbol, body, default);
        while (backfill.Phase is BackfillPhase.Queued or BackfillPhase.Running)
        {
            await Task.Delay(20);
            backfill = await client.BackfillAsync(symbol, backfill.Id, default);
        }
    }

    /// <summary>Symbols that are up to date, and the bars taken by all.</summary>
    private static async Task<(int UpToDate, long Bars, int Failing)> StandAsync(
        QuantClient client,
        IReadOnlyList<string> symbols
    )
    {
        var feeds = (await client.LiveAsync(default)).Where(feed => symbols.Contains(feed.Symbol)).ToList();
        var latest = feeds.Max(feed => feed.AskedToTs ?? 0);
        return (
            feeds.Count(feed => feed.AskedToTs >= latest - UnixMicros.PerMinute),
            feeds.Sum(feed => feed.BarsTaken),
            feeds.Count(feed => feed.Failures > 0)
        );
    }

    private static void Tell(int minute, double spent, double served, (int UpToDate, long Bars, int Failing) stand) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"minute {minute + 1}: {spent:0.00} s of processor time (server {served:0.00} s); {stand.UpToDate} of {Symbols} up to date, {stand.Failing} failing, {stand.Bars:N0} bars so far"
            )
        );
}
