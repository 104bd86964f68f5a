using Quant.Grains.Interfaces.Progress;

namespace Quant.Grains.Interfaces.Ingest;

/// <summary>
/// Takes in the bars of one symbol: the only writer of that symbol's partitions. Key: the symbol, upper case.
/// </summary>
[Alias("Quant.ISymbolIngestGrain")]
public interface ISymbolIngestGrain : IGrainWithStringKey
{
    /// <summary>Imports an uploaded file; asked again with the same content, answers from the catalog.</summary>
    [Alias("Import"), ResponseTimeout("01:00:00")]
    Task<IngestReport> ImportAsync(ImportRequest request, CancellationToken cancellation);

    /// <summary>Imports a data set that ships with the product.</summary>
    [Alias("ImportSample"), ResponseTimeout("01:00:00")]
    Task<IngestReport> ImportSampleAsync(string sample, CancellationToken cancellation);

    /// <summary>Generates synthetic minute bars; the symbol must start with SYNTH.</summary>
    [Alias("Generate"), ResponseTimeout("01:00:00")]
    Task<IngestReport> GenerateAsync(SyntheticRequest request, CancellationToken cancellation);

    [AlwaysInterleave, Alias("GetStatus")]
    Task<WorkStatus> GetStatusAsync();

    /// <summary>Queues a range to be asked of providers. The same range asked for twice is the same backfill.</summary>
    [Alias("Backfill")]
    Task<BackfillStatus> BackfillAsync(BackfillRequest request);

    /// <summary>Pauses, lets go on or stops a backfill; each is idempotent.</summary>
    [Alias("CommandBackfill")]
    Task<BackfillStatus> CommandBackfillAsync(string id, BackfillCommand command);

    /// <summary>This symbol's backfills, in the order they were asked for.</summary>
    [AlwaysInterleave, Alias("ListBackfills")]
    Task<BackfillStatus[]> ListBackfillsAsync();

    /// <summary>The same as it stands after some time, or as soon as it is over or held back.</summary>
    /// <param name="id">The backfill.</param>
    /// <param name="atMost">Longest wait; at most 20 seconds.</param>
    [AlwaysInterleave, Alias("WaitBackfill")]
    Task<BackfillStatus> WaitBackfillAsync(string id, TimeSpan atMost);

    /// <summary>Goes on with what is queued, as after a restart.</summary>
    [Alias("Wake")]
    Task WakeAsync();

    /// <summary>Keeps the symbol up to date from now on, or no longer.</summary>
    [Alias("SetLive")]
    Task<LiveStatus> SetLiveAsync(LiveRequest request);

    [AlwaysInterleave, Alias("GetLive")]
    Task<LiveStatus> GetLiveAsync();

    /// <summary>Takes what a stream pushed.</summary>
    [Alias("Accept")]
    Task AcceptAsync(PushedBars pushed);

    /// <summary>Asks for all since a time, which a stream may have missed.</summary>
    [Alias("CatchUp")]
    Task CatchUpAsync(long fromTs);

    /// <summary>Asks a provider for splits and dividends and derives the factors bars are adjusted by.</summary>
    /// <param name="provider">Its name; empty: the first of the server's settings that tells them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Alias("SyncActions"), ResponseTimeout("00:10:00")]
    Task<ActionsReport> SyncActionsAsync(string provider, CancellationToken cancellation);

    /// <summary>
    /// Removes the symbol: its bars, splits and dividends, and all that is known of their sources. Backfills are stopped,
    /// the feed ends. Features, models and trials made of its bars stay.
    /// </summary>
    [Alias("Remove")]
    Task RemoveAsync();
}
