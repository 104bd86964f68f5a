using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>Follows backfills to their ends with a progress bar each on standard error.</summary>
internal static class BackfillProgress
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <returns>Each as it stood at its end, or when it was paused.</returns>
    public static async Task<IReadOnlyList<BackfillDto>> FollowAsync(
        Terminal terminal,
        QuantClient client,
        IReadOnlyList<BackfillDto> backfills,
        CancellationToken cancellation
    )
    {
        if (terminal.Quiet || !terminal.Error.Profile.Capabilities.Interactive)
        {
            return await Task.WhenAll(
                backfills.Select(async backfill =>
                {
                    terminal.Note($"{backfill.Symbol} {backfill.Interval}: backfill {backfill.Id[..8]} …");
                    return await WaitAsync(client, backfill, now => Tell(terminal, now), cancellation);
                })
            );
        }
        return await terminal
            .Error.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(context =>
                Task.WhenAll(
                    backfills.Select(backfill =>
                    {
                        var bar = context.AddTask(Markup.Escape(backfill.Symbol));
                        return WaitAsync(client, backfill, now => Show(bar, now), cancellation);
                    })
                )
            );
    }

    private static async Task<BackfillDto> WaitAsync(
        QuantClient client,
        BackfillDto backfill,
        Action<BackfillDto> show,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var now = await client.BackfillAsync(backfill.Symbol, backfill.Id, cancellation);
            show(now);
            if (now.Phase is not (BackfillPhase.Queued or BackfillPhase.Running))
            {
                return now;
            }
            await Task.Delay(s_pause, cancellation);
        }
    }

    private static void Show(ProgressTask bar, BackfillDto backfill)
    {
        bar.Description = Markup.Escape(
            backfill.Note is { } note
                ? $"{backfill.Symbol}: {note}"
                : $"{backfill.Symbol}: {Numbers.Count(backfill.Bars)} bars"
        );
        bar.MaxValue = Math.Max(1, backfill.WindowsTotal);
        bar.Value = backfill.Phase == BackfillPhase.Completed ? bar.MaxValue : backfill.WindowsDone;
    }

    private static void Tell(Terminal terminal, BackfillDto backfill)
    {
        if (backfill.Note is { } note)
        {
            terminal.Note($"{backfill.Symbol}: {note}");
        }
    }
}
