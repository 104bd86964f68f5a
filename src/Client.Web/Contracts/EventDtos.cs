namespace Quant.Client.Web.Contracts;

/// <summary>
/// One event of the stream. It carries the whole state of its topic, so that a missed one does no harm; exactly one of
/// the members after <paramref name="Topic"/> is not null, except for a heartbeat, which has none.
/// </summary>
/// <param name="Topic"><c>status</c>, <c>work</c>, <c>cluster</c>, <c>ingest</c>, <c>study:&lt;id&gt;</c>, <c>trials:&lt;id&gt;</c> or <c>heartbeat</c>.</param>
/// <param name="Status">What runs here.</param>
/// <param name="Work">All work that requests are waiting for.</param>
/// <param name="Study">Where a study stands.</param>
/// <param name="Trials">The top of a study's leaderboard.</param>
/// <param name="Cluster">How the cluster is doing.</param>
/// <param name="Ingest">Backfills and symbols that are kept up to date.</param>
public sealed record EventDto(
    string Topic,
    StatusDto? Status = null,
    IReadOnlyList<PendingWorkDto>? Work = null,
    StudyStatusDto? Study = null,
    TrialsDto? Trials = null,
    ClusterDto? Cluster = null,
    IngestDto? Ingest = null
);
