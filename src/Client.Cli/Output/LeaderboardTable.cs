using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>A study's leaderboard with the odds of luck, beside buy-and-hold.</summary>
internal static class LeaderboardTable
{
    public static void Show(IAnsiConsole console, StudyDetailDto study, TrialsDto trials)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (
            var title in new[]
            {
                "#",
                "score",
                "trades",
                "Sharpe",
                "deflated",
                "max. drawdown",
                "return",
                "hold-out Sharpe",
                "gap",
            }
        )
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }
        foreach (var axis in study.Axes)
        {
            table.AddColumn(new TableColumn(Markup.Escape(axis.Name)).RightAligned());
        }
        var rank = trials.Offset;
        foreach (var trial in trials.Trials)
        {
            table.AddRow([
                Numbers.Count(++rank),
                Numbers.Fixed(trial.Score),
                Numbers.Count(trial.Selection.Trades),
                Numbers.Fixed(trial.Selection.Sharpe),
                Numbers.Percent(trial.DeflatedSharpe),
                Numbers.Percent(trial.Selection.MaxDrawdown),
                Numbers.Percent(trial.Selection.TotalReturn),
                Numbers.Fixed(trial.HoldOut.Sharpe),
                Numbers.Fixed(trial.Gap),
                .. study.Axes.Select(axis => Markup.Escape(trial.Axes.GetValueOrDefault(axis.Name, Numbers.None))),
            ]);
        }
        if (study.Benchmark is { Selection: { } hold } benchmark)
        {
            table.AddRow([
                "buy and hold",
                Numbers.None,
                Numbers.Count(hold.Trades),
                Numbers.Fixed(hold.Sharpe),
                Numbers.None,
                Numbers.Percent(hold.MaxDrawdown),
                Numbers.Percent(hold.TotalReturn),
                Numbers.Fixed(benchmark.HoldOut?.Sharpe),
                Numbers.Fixed(hold.Sharpe - benchmark.HoldOut?.Sharpe),
                .. study.Axes.Select(_ => ""),
            ]);
        }
        console.WriteLine();
        var others = study.Study.TrialsDone - trials.Total;
        console.WriteLine(
            $"{study.Study.Name}{(study.Study.Synthetic ? " (synthetic data)" : "")}: best of {Numbers.Count(trials.Total)} trials"
                + (others > 0 ? $"; {Numbers.Count(others)} more violate a constraint or a filter" : "")
        );
        console.Write(table);
        console.WriteLine(
            $"Probability of backtest overfitting (CSCV): {Numbers.Percent(study.Study.Luck?.OverfitProbability)}"
        );
        if (study.Study.Luck is { } luck)
        {
            console.WriteLine(luck.Reading);
        }
        console.WriteLine(
            "Deflated: probability that the Sharpe ratio is more than the best of as many lucky trials would show. "
                + "Gap: Sharpe ratio of the selection period less that of the hold-out, which the ranking never saw."
        );
    }
}
