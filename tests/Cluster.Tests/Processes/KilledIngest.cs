using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using FakeAlpaca;
using Quant.Cluster.Tests.Factory;
using Quant.Lake.Upkeep;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Storage;
using Quant.Silo.Hosting;

namespace Quant.Cluster.Tests.Processes;

/// <summary>
/// <c>quant serve</c> over a root, which asks a made-up market in the test's process for bars, and is killed with SIGKILL
/// and started again as often as wanted. Nobody tells it to go on.
/// </summary>
internal sealed class KilledIngest : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly TestRoot _root = new();
    private readonly HttpClient _http = new();
    private readonly Random _random;
    private QuantProcess? _process;

    private KilledIngest(FakeAlpacaServer market, Random random) => (Market, _random) = (market, random);

    public FakeAlpacaServer Market { get; }

    /// <summary>Times it was killed.</summary>
    public int Kills { get; private set; }

    public static async Task<KilledIngest> StartAsync(int seed)
    {
        var market = await FakeAlpacaServer.StartAsync(
            new FakeAlpacaOptions { RequestsPerMinute = 100_000 },
            CancellationToken.None
        );
        // Long enough that a kill can come between any two steps, and between steps of several windows.
        market.Faults.Delay = TimeSpan.FromMilliseconds(20);
        var ingest = new KilledIngest(market, new Random(seed));
        await ingest.ServeAsync();
        return ingest;
    }

    /// <summary>Asks for a range, and returns the backfill's name.</summary>
    public async Task<string> BackfillAsync(string symbol, DateOnly from, DateOnly to, bool again)
    {
        var zone = ExchangeCalendar.Nyse.Zone;
        using var answer = await _http.PostAsJsonAsync(
            new Uri(_process!.Address, $"api/bars/{symbol}/backfills"),
            new
            {
                fromTs = zone.Midnight(from),
                toTs = zone.Midnight(to),
                providers = new[] { "alpaca" },
                again,
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return told.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>
    /// Kills it at a moment drawn from the seed, some requests and up to 60 ms from now, and starts it again.
    /// </summary>
    /// <returns>False when the backfill was complete before that moment.</returns>
    public async Task<bool> KillAsync(string symbol, string id)
    {
        var until = Market.Statistics.TotalRequests + _random.Next(0, 5);
        var pause = TimeSpan.FromMilliseconds(60 * _random.NextDouble());
        var clock = Stopwatch.StartNew();
        while (Market.Statistics.TotalRequests < until)
        {
            if (await IsCompleteAsync(symbol, id))
            {
                return false;
            }
            Assert.True(clock.Elapsed < s_patience, $"nothing is asked for any more\n{_process}");
        }
        clock.Restart();
        while (clock.Elapsed < pause)
        {
            Thread.SpinWait(100);
        }
        var complete = await IsCompleteAsync(symbol, id);
        _process!.Kill();
        _process.Dispose();
        Kills++;
        await ServeAsync();
        return !complete;
    }

    /// <summary>Waits until the backfill is complete, without a word to the process but the question.</summary>
    public async Task CompleteAsync(string symbol, string id)
    {
        var clock = Stopwatch.StartNew();
        while (!await IsCompleteAsync(symbol, id))
        {
            Assert.True(clock.Elapsed < s_patience, $"the backfill does not end\n{_process}");
        }
    }

    /// <summary>Ends the process, and holds what it left against what the market has.</summary>
    public async Task MustHoldAsync(string symbol, DateOnly from, DateOnly to)
    {
        Assert.Equal(0, await _process!.EndAsync());
        await using var stores = await QuantStores.OpenAsync(new StoreOptions { Root = _root.Path }, default);
        var entries = await stores.Catalog.Manifest.ListAsync(
            BarStore.DatasetOf(Interval.Minute1),
            symbol,
            CancellationToken.None
        );
        var stored = new BarStore(stores.Lake).Read(entries);
        var zone = ExchangeCalendar.Nyse.Zone;
        var expected = Market.BarsOf(symbol, zone.Midnight(from), zone.Midnight(to));
        Assert.Equal(expected.Count, stored.Count);
        for (var i = 0; i < stored.Count; i++)
        {
            Assert.Equal(expected[i], stored[i]);
        }
        var check = new LakeCheck(stores.Lake, stores.Catalog.Manifest, TimeProvider.System);
        Assert.DoesNotContain(await check.RunAsync(null, CancellationToken.None), problem => problem.IsFault);
        Assert.Empty(await stores.Catalog.CheckAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _http.Dispose();
        await Market.DisposeAsync();
        _root.Dispose();
    }

    private async Task<bool> IsCompleteAsync(string symbol, string id)
    {
        using var answer = await _http.GetAsync(new Uri(_process!.Address, $"api/bars/{symbol}/backfills/{id}"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        using var told = JsonDocument.Parse(text);
        var phase = told.RootElement.GetProperty("phase").GetString();
        Assert.True(phase is "queued" or "running" or "completed", text);
        return phase == "completed";
    }

    private async Task ServeAsync() =>
        _process = await QuantProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["APCA_API_KEY_ID"] = FakeAlpacaOptions.DefaultKeyId,
                ["APCA_API_SECRET_KEY"] = FakeAlpacaOptions.DefaultSecretKey,
                ["QUANT_ALPACA_FEED"] = "sip",
                ["QUANT_ALPACA_DATA_URL"] = Market.BaseAddress.ToString(),
                ["QUANT_ALPACA_TRADING_URL"] = Market.BaseAddress.ToString(),
                ["QUANT_ALPACA_REQUESTS_PER_MINUTE"] = "100000",
            },
            "serve",
            "--root",
            _root.Path,
            "--port",
            "0"
        );
}
