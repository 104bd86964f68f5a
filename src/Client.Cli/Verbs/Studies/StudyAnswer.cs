using Quant.Client.Cli.Api;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary>A study with the top of its leaderboard, as its verbs answer it.</summary>
/// <param name="Study">The study.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Trials">A page of its leaderboard.</param>
internal sealed record StudyAnswer(StudyDetailDto Study, StudyStatusDto Status, TrialsDto Trials)
{
    private const int Shown = 10;

    /// <summary>Answers a study that was followed to its end: its best trials that violate no constraint.</summary>
    /// <returns>The exit code: only a completed study is a success.</returns>
    public static async Task<int> EndAsync(
        QuantClient client,
        Terminal terminal,
        StudyStatusDto status,
        CancellationToken cancellation
    )
    {
        var completed = status.Work.Phase == WorkPhase.Completed;
        if (completed)
        {
            Tell(terminal, status);
        }
        else
        {
            terminal.Fault(
                $"study {status.Study} is {status.Work.Phase.ToString().ToLowerInvariant()} with {Numbers.Count(status.TrialsDone)} of {Numbers.Count(status.Trials)} trials done{(status.Work.Error is { } error ? $": {error}" : "")}"
            );
        }
        if (status.Work.Phase == WorkPhase.Cancelled)
        {
            terminal.Note("'quant study run' with its spec starts it again; its finished trials are not done twice.");
        }
        var query = QuantClient.Query(("limit", QuantClient.Text(Shown)), ("feasibleOnly", "true"));
        var study = await client.StudyAsync(status.Study, cancellation);
        var trials = await client.TrialsAsync(status.Study, query, cancellation);
        new StudyAnswer(study, status, trials).Show(terminal);
        return completed ? ExitCodes.Ok : ExitCodes.Failed;
    }

    public void Show(Terminal terminal) =>
        terminal.Answer(this, console => LeaderboardTable.Show(console, Study, Trials));

    private static void Tell(Terminal terminal, StudyStatusDto status)
    {
        var reused = status.TrialsReused;
        terminal.Note(
            reused == status.Trials
                ? $"All {Numbers.Count(status.Trials)} trials were in the catalog already; nothing was made twice."
                : $"{Numbers.Count(status.TrialsDone)} trials in {Times.Took(status.ElapsedMs)}{(reused > 0 ? $", {Numbers.Count(reused)} of them from before" : "")}."
        );
    }
}
