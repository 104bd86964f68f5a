using Quant.Grains.Interfaces.Ingest;

namespace Quant.Client.Web.Tests.Fakes;

/// <content>Backfills and feeds.</content>
internal sealed partial class FakeGrain
{
    private BackfillStatus Backfilled =>
        new("qa3xz7", key, "1m", 5, 90, "running", 2, 12, 700, 600, 10, 3, "waiting: no route", ["alpaca"], 1, 2);

    private LiveStatus Fed => new(key, "poll", "regular", "up to date", 80, 90, 0, null, 12, ["alpaca", "tiingo"]);

    public Task<BackfillStatus> BackfillAsync(BackfillRequest request) => AnswerAsync(request, Backfilled);

    public Task<BackfillStatus> CommandBackfillAsync(string id, BackfillCommand command) =>
        AnswerAsync((id, command), Backfilled with { State = "paused" });

    public Task<BackfillStatus[]> ListBackfillsAsync() => AnswerAsync("backfills", new[] { Backfilled });

    public Task<BackfillStatus> WaitBackfillAsync(string id, TimeSpan atMost) => AnswerAsync((id, atMost), Backfilled);

    public Task WakeAsync() => throw new NotSupportedException();

    public Task<LiveStatus> SetLiveAsync(LiveRequest request) => AnswerAsync(request, Fed);

    public Task<LiveStatus> GetLiveAsync() => AnswerAsync("live", Fed);

    public Task AcceptAsync(PushedBars pushed) => throw new NotSupportedException();

    public Task CatchUpAsync(long fromTs) => throw new NotSupportedException();

    public Task<ActionsReport> SyncActionsAsync(string provider, CancellationToken cancellation) =>
        AnswerAsync(provider, new ActionsReport(key, "alpaca", 2, 30, 1));

    public Task BarsChangedAsync() => throw new NotSupportedException();

    public Task RemoveAsync() => AnswerAsync("remove", true);
}
