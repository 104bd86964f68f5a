using Quant.Grains.Interfaces.Ingest;

namespace Quant.Client.Web.Tests.Fakes;

/// <content>Backfills and feeds, which no test of this project asks for.</content>
internal sealed partial class FakeGrain
{
    public Task<BackfillStatus> BackfillAsync(BackfillRequest request) => throw new NotSupportedException();

    public Task<BackfillStatus> CommandBackfillAsync(string id, BackfillCommand command) =>
        throw new NotSupportedException();

    public Task<BackfillStatus[]> ListBackfillsAsync() => throw new NotSupportedException();

    public Task<BackfillStatus> WaitBackfillAsync(string id, TimeSpan atMost) => throw new NotSupportedException();

    public Task WakeAsync() => throw new NotSupportedException();

    public Task<LiveStatus> SetLiveAsync(LiveRequest request) => throw new NotSupportedException();

    public Task<LiveStatus> GetLiveAsync() => throw new NotSupportedException();

    public Task AcceptAsync(PushedBars pushed) => throw new NotSupportedException();

    public Task CatchUpAsync(long fromTs) => throw new NotSupportedException();

    public Task<ActionsReport> SyncActionsAsync(string provider, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task BarsChangedAsync() => throw new NotSupportedException();

    public Task RemoveAsync() => throw new NotSupportedException();
}
