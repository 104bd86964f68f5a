using System.Net;
using System.Net.Http.Json;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Tests.Hosting;
using Quant.Grains.Interfaces.Ingest;

namespace Quant.Client.Web.Tests.Api;

public sealed class IngestApiTests(WebHost host) : IClassFixture<WebHost>, IDisposable
{
    private readonly HttpClient _client = host.Client();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_backfill_is_handed_to_the_symbol_s_grain_with_all_that_was_said()
    {
        var body = new BackfillBody(5, 90, "5m", ["alpaca", "tiingo"], "pre,regular", "XNYS", true, true, true);
        using var answer = await _client.PostAsJsonAsync("/api/bars/acme/backfills", body, ApiJson.Options);
        var backfill = await answer.Content.ReadFromJsonAsync<BackfillDto>(ApiJson.Options);

        var (key, asked) = host.Grains.Asked.Last(a => a.Request is BackfillRequest);
        var request = (BackfillRequest)asked;
        Assert.Equal(("ACME", "5m", 5L, (long?)90), (key, request.Interval, request.FromTs, request.ToTs));
        Assert.Equal(["alpaca", "tiingo"], request.Providers);
        Assert.Equal(("pre,regular", "XNYS", true), (request.Sessions, request.Calendar, request.NewestFirst));
        Assert.Equal((true, true), (request.Again, request.OnlyGaps));
        Assert.Equal(
            ("qa3xz7", BackfillPhase.Running, 2, 12),
            (backfill!.Id, backfill.Phase, backfill.WindowsDone, backfill.WindowsTotal)
        );
        Assert.Equal("waiting: no route", backfill.Note);
    }

    [Fact]
    public async Task A_backfill_is_listed_waited_for_and_commanded_by_words()
    {
        Assert.Single(await host.GetAsync<IReadOnlyList<BackfillDto>>("/api/bars/ACME/backfills"));
        await host.GetAsync<BackfillDto>("/api/bars/ACME/backfills/qa3xz7?waitSeconds=7");
        Assert.Contains(("ACME", (object)("qa3xz7", TimeSpan.FromSeconds(7))), host.Grains.Asked);

        using var paused = await _client.PostAsync("/api/bars/ACME/backfills/qa3xz7/pause", null);
        Assert.Equal(
            BackfillPhase.Paused,
            (await paused.Content.ReadFromJsonAsync<BackfillDto>(ApiJson.Options))!.Phase
        );
        Assert.Contains(("ACME", (object)("qa3xz7", BackfillCommand.Pause)), host.Grains.Asked);
    }

    [Theory]
    [InlineData("/api/bars/ACME/backfills/q/burn", "command")]
    [InlineData("/api/bars/ACME/backfills/q/7", "command")]
    public async Task A_command_that_is_none_is_refused(string path, string field)
    {
        using var answer = await _client.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"field\":\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_is_set_and_read_and_splits_are_asked_for()
    {
        using var answer = await _client.PutAsJsonAsync(
            "/api/bars/ACME/live",
            new LiveBody("poll", ["alpaca"], "regular"),
            ApiJson.Options
        );
        var live = await answer.Content.ReadFromJsonAsync<LiveDto>(ApiJson.Options);
        Assert.Equal(("ACME", "poll", 12L), (live!.Symbol, live.Mode, live.BarsTaken));
        Assert.Equal("regular", (await host.GetAsync<LiveDto>("/api/bars/ACME/live")).Sessions);

        using var synced = await _client.PostAsync("/api/bars/ACME/actions/sync?provider=alpaca", null);
        var report = await synced.Content.ReadFromJsonAsync<ActionsReportDto>(ApiJson.Options);
        Assert.Equal((2, 30, 1), (report!.Splits, report.Dividends, report.Pending));
    }

    [Fact]
    public async Task Removing_a_symbol_asks_its_grain()
    {
        using var answer = await _client.DeleteAsync("/api/bars/ACME");
        Assert.Equal("ACME", (await answer.Content.ReadFromJsonAsync<RemovedDto>(ApiJson.Options))!.Symbol);
        Assert.Contains(("ACME", (object)"remove"), host.Grains.Asked);
    }

    [Fact]
    public async Task Without_providers_and_feeds_the_lists_are_empty()
    {
        Assert.Empty(await host.GetAsync<IReadOnlyList<ProviderDto>>("/api/providers"));
        Assert.Empty(await host.GetAsync<IReadOnlyList<LiveDto>>("/api/live"));
        Assert.Empty(await host.GetAsync<IReadOnlyList<BackfillDto>>("/api/backfills"));
    }
}
