using System.Text.Json;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Providers.Lean;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Demo;

/// <summary>One study of the demo and where it ended.</summary>
/// <param name="Study">The study.</param>
/// <param name="Status">Its status at the end.</param>
/// <param name="Trials">Its best trials.</param>
internal sealed record DemoStudyResult(StudyDetailDto Study, StudyStatusDto Status, TrialsDto Trials);

/// <summary>The demo's steps, each told in plain words on standard error; the leaderboards are its answer.</summary>
internal sealed class DemoRun(Connection connection, Terminal terminal)
{
    private const int Shown = 10;

    private readonly DemoBars _bars = new(connection.Client);
    private int _step;

    public async Task<IReadOnlyList<DemoStudyResult>> RunAsync(
        IReadOnlyList<LeanDataFile>? files,
        string? provider,
        CancellationToken cancellation
    )
    {
        var symbols = provider is null
            ? await ImportAsync(files, cancellation)
            : [await BackfillAsync(provider, cancellation)];
        var results = new List<DemoStudyResult>();
        foreach (var (symbol, interval) in symbols)
        {
            results.Add(await StudyAsync(symbol, interval, cancellation));
        }
        terminal.Answer(
            results,
            console =>
            {
                foreach (var result in results)
                {
                    LeaderboardTable.Show(console, result.Study, result.Trials);
                }
                console.WriteLine();
                foreach (var result in results)
                {
                    console.WriteLine($"{result.Study.Study.Name}: {PageOf(result.Study.Study.Id)}");
                }
            }
        );
        return results;
    }

    private async Task<IReadOnlyList<(string Symbol, string Interval)>> ImportAsync(
        IReadOnlyList<LeanDataFile>? files,
        CancellationToken cancellation
    )
    {
        if (files is null)
        {
            Step("Bars: the S&P 500, daily, 2000 to 2020 (real), and SYNTH1, minutes (synthetic, for scale).");
            var sample = await _bars.ImportSampleAsync(cancellation);
            Tell(sample, "real");
            Tell(await _bars.GenerateAsync(cancellation), "synthetic");
            return [(sample.Symbol, sample.Interval)];
        }
        Step($"Bars: {files.Count} symbols from LEAN zips, {files[0].Interval}.");
        var symbols = new List<(string, string)>();
        foreach (var file in files)
        {
            var report = await _bars.ImportAsync(file, cancellation);
            Tell(report, "real");
            symbols.Add((report.Symbol, report.Interval));
        }
        return symbols;
    }

    private async Task<(string Symbol, string Interval)> BackfillAsync(string provider, CancellationToken cancellation)
    {
        Step($"Bars: five years of {DemoBars.BackfilledSymbol}'s minutes, asked of {provider} month by month.");
        var queued = await _bars.BackfillAsync(provider, cancellation);
        var ended = await BackfillProgress.FollowAsync(terminal, connection.Client, [queued], cancellation);
        var backfill = ended[0];
        if (backfill.Phase != BackfillPhase.Completed)
        {
            throw new BadInputException(
                "--provider",
                provider,
                $"a provider that answers ({backfill.Note ?? backfill.Phase.ToString()})"
            );
        }
        terminal.Note(
            $"   {backfill.Symbol} {backfill.Interval}: {backfill.WindowsTotal} windows; {Numbers.Count(backfill.Bars)} bars came, {Numbers.Count(backfill.Refused)} refused"
                + (backfill.Bars == 0 ? "; asked before, nothing was asked again." : ".")
        );
        return (backfill.Symbol, "1h");
    }

    private async Task<DemoStudyResult> StudyAsync(string symbol, string interval, CancellationToken cancellation)
    {
        var client = connection.Client;
        var spec = DemoStudy.Of(symbol, interval);
        var model = spec.GetProperty("model");

        Step($"Features of {symbol}: each value uses only bars that had closed.");
        var features = await client.BuildFeaturesAsync(
            new FeatureBuildBody(symbol, interval, model.GetProperty("features")),
            cancellation
        );
        terminal.Note(
            features.PartitionsComputed == 0
                ? $"   {features.Columns.Count} columns are up to date; nothing was computed."
                : $"   {features.Columns.Count} columns × {Numbers.Count(features.Rows)} rows; {features.PartitionsComputed} partitions computed, {features.PartitionsReused} reused."
        );

        Step("A model, walk-forward: each prediction comes from a model trained on earlier bars only.");
        var trained = await client.TrainAsync(model, cancellation);
        terminal.Note(
            $"   {trained.Folds} folds, {Numbers.Count(trained.PredictedRows)} out-of-sample predictions, rank correlation with what happened {Numbers.Fixed(trained.Metrics.GetValueOrDefault("rankIc"), 3)}"
                + (
                    trained.AlreadyDone
                        ? "; trained before, answered from the catalog."
                        : $"; {Numbers.Fixed(trained.ElapsedMs / 1000)} s."
                )
        );

        Step("A study: 4 models × 500 rules, handed out by the study's grain; ranked on the first 70 % of the time.");
        var status = await RunStudyAsync(spec, cancellation);
        var study = await client.StudyAsync(status.Study, cancellation);
        var trials = await client.TrialsAsync(
            status.Study,
            FormattableString.Invariant($"?limit={Shown}&feasibleOnly=true"),
            cancellation
        );
        if (status.Work.Phase == WorkPhase.Completed && trials.Trials.Count > 0)
        {
            var best = await client.BacktestTrialAsync(status.Study, trials.Trials[0].Index, cancellation);
            Step("The best trial, backtested in full:");
            foreach (var line in best.Account)
            {
                terminal.Note($"   {line}");
            }
        }
        return new DemoStudyResult(study, status, trials);
    }

    private async Task<StudyStatusDto> RunStudyAsync(JsonElement spec, CancellationToken cancellation)
    {
        var client = connection.Client;
        var started = await client.StartStudyAsync(spec, cancellation);
        var status =
            started.Work.Phase == WorkPhase.Running
                ? await StudyProgress.FollowAsync(terminal, client, started.Study, cancellation)
                : started;
        terminal.Note(
            status.Work.Phase switch
            {
                WorkPhase.Completed when status.TrialsReused == status.Trials =>
                    $"   All {Numbers.Count(status.Trials)} trials were in the catalog already; nothing was made twice.",
                WorkPhase.Completed =>
                    $"   {Numbers.Count(status.TrialsDone)} trials in {Numbers.Fixed(status.ElapsedMs / 1000)} s"
                        + (
                            status.TrialsReused > 0
                                ? $", {Numbers.Count(status.TrialsReused)} of them from before."
                                : "."
                        ),
                _ => $"   The study is {status.Work.Phase}: {status.Work.Error}",
            }
        );
        return status;
    }

    private void Step(string text) => terminal.Note($"{++_step}. {text}");

    private void Tell(IngestReportDto report, string kind)
    {
        var refused = report.Refused.Values.Sum();
        terminal.Note(
            $"   {report.Symbol} {report.Interval} ({kind}): {Numbers.Count(report.Accepted)} bars, {UnixMicros.Format(report.FirstTs)[..10]} to {UnixMicros.Format(report.LastTs)[..10]}"
                + (
                    refused > 0
                        ? $", {Numbers.Count(refused)} refused ({string.Join(", ", report.Refused.Select(r => $"{r.Key} {r.Value}"))})"
                        : ""
                )
                + (report.AlreadyDone ? "; imported before, nothing was read again." : ".")
        );
    }

    private string PageOf(string study) => new Uri(connection.Address, $"studies/{study}").ToString();
}
