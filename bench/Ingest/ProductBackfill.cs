using System.Diagnostics;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Hosting;
using Quant.Client.Web.Contracts;

namespace Quant.Bench.Ingest;

/// <summary>The product's backfill into an empty data root: asked for, read, judged, written to the lake, recorded.</summary>
internal static class ProductBackfill
{
    /// <returns>Seconds from asking for it to its completion as a client sees it, and its bars.</returns>
    public static async Task<(double Seconds, long Bars, double Processor)> RunAsync(
        string root,
        string symbol,
        long from,
        long to
    )
    {
        await using var server = await QuantServer.StartAsync(new ServerOptions { Root = root }, default);
        using var client = new QuantClient(server.Address, token: null);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var backfill = await client.BackfillAsync(symbol, new BackfillBody(from, to, Providers: ["alpaca"]), default);
        while (backfill.Phase is BackfillPhase.Queued or BackfillPhase.Running)
        {
            await Task.Delay(10);
            backfill = await client.BackfillAsync(symbol, backfill.Id, default);
        }
        var seconds = clock.Elapsed.TotalSeconds;
        if (backfill.Phase != BackfillPhase.Completed || backfill.Bars != backfill.Added || backfill.Refused != 0)
        {
            throw new InvalidOperationException($"The backfill is {backfill.Phase}: {backfill}");
        }
        var processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        return (seconds, backfill.Bars, processor.TotalSeconds);
    }
}
