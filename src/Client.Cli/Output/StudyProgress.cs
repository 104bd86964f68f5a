using Quant.Client.Cli.Api;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>Follows a study to its end with a progress bar on standard error.</summary>
internal static class StudyProgress
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(150);

    /// <returns>Its status at the end.</returns>
    public static async Task<StudyStatusDto> FollowAsync(
        Terminal terminal,
        QuantClient client,
        string id,
        CancellationToken cancellation
    )
    {
        if (terminal.Quiet)
        {
            return await WaitAsync(client, id, _ => { }, cancellation);
        }
        return await terminal
            .Error.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(async context =>
            {
                var bar = context.AddTask("study");
                var status = await WaitAsync(client, id, now => Show(bar, now), cancellation);
                Show(bar, status);
                return status;
            });
    }

    private static async Task<StudyStatusDto> WaitAsync(
        QuantClient client,
        string id,
        Action<StudyStatusDto> show,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var status = await client.StudyStatusAsync(id, 0, cancellation);
            if (status.Work.Phase != WorkPhase.Running)
            {
                return status;
            }
            show(status);
            await Task.Delay(s_pause, cancellation);
        }
    }

    private static void Show(ProgressTask bar, StudyStatusDto status)
    {
        bar.Description = Markup.Escape(
            status.Work.Step.StartsWith("training", StringComparison.Ordinal)
                ? $"training models {status.ModelsReady}/{status.Models}"
                : $"{status.Work.Step} {Numbers.Count(status.TrialsDone)}/{Numbers.Count(status.Trials)}"
        );
        bar.MaxValue = Math.Max(1, status.Models + status.Trials);
        bar.Value = status.ModelsReady + status.TrialsDone;
    }
}
