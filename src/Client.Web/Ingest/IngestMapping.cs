using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Ingest;

namespace Quant.Client.Web.Ingest;

internal static class IngestMapping
{
    public static BackfillDto ToDto(this BackfillStatus status) =>
        new(
            status.Id,
            status.Symbol,
            status.Interval,
            status.FromTs,
            status.ToTs,
            Enum.Parse<BackfillPhase>(status.State, ignoreCase: true),
            status.WindowsDone,
            status.WindowsTotal,
            status.Bars,
            status.Added,
            status.Revised,
            status.Refused,
            status.Note,
            status.Providers,
            status.CreatedAt,
            status.UpdatedAt
        );

    public static BackfillRequest ToRequest(this BackfillBody body) =>
        new(
            body.Interval,
            body.FromTs,
            body.ToTs,
            body.Providers ?? [],
            body.Sessions,
            body.Calendar,
            body.NewestFirst,
            body.Again,
            body.OnlyGaps
        );

    public static LiveDto ToDto(this LiveStatus status) =>
        new(
            status.Symbol,
            status.Mode,
            status.Sessions,
            status.Step,
            status.LastBarTs,
            status.AskedToTs,
            status.Failures,
            status.Error,
            status.BarsTaken,
            status.Providers
        );
}
