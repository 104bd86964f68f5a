using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Studies;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Grains.Interfaces.Faults;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <inheritdoc cref="IStudyReads"/>
internal sealed class StudyReads(CatalogStore catalog, StudyAxes axes) : IStudyReads
{
    private const int MostModels = 1000;
    private const int MostRunning = 100;

    public async Task<IReadOnlyList<StudyDto>> ListAsync(int limit, CancellationToken cancellation)
    {
        var page = await catalog.Studies.ListAsync(null, 0, limit, cancellation);
        var studies = new List<StudyDto>();
        foreach (var record in page.Rows)
        {
            studies.Add(await ToDtoAsync(record, cancellation));
        }
        return studies;
    }

    public async Task<IReadOnlyList<string>> ListRunningAsync(CancellationToken cancellation) =>
        [
            .. (await catalog.Studies.ListAsync(StudyStatus.Running, 0, MostRunning, cancellation)).Rows.Select(study =>
                study.Id
            ),
        ];

    public Task RequireAsync(string id, CancellationToken cancellation) => FindAsync(id, cancellation);

    public async Task<StudyDetailDto> ReadAsync(string id, CancellationToken cancellation)
    {
        var record = await FindAsync(id, cancellation);
        var summary = StudySummary.Of(record.Summary);
        return new StudyDetailDto(
            await ToDtoAsync(record, cancellation),
            JsonText.Parse(record.Spec),
            summary?.Json,
            summary?.Periods,
            summary?.Benchmark,
            axes.Of(record)
        );
    }

    public async Task<TrialsDto> ListTrialsAsync(string id, TrialQuery query, CancellationToken cancellation)
    {
        var record = await FindAsync(id, cancellation);
        var page = await catalog.Trials.LeaderboardAsync(
            new LeaderboardQuery(id)
            {
                OrderBy = query.Sort,
                Descending = query.Descending,
                Offset = query.Offset,
                Limit = query.Limit,
                FeasibleOnly = query.FeasibleOnly,
                Model = query.Model is null ? null : Fingerprint.Parse(query.Model, "model"),
                Filters =
                [
                    .. query.Bounds.Select(bound => new TrialFilter(bound.Column, bound.Minimum, bound.Maximum)),
                ],
            },
            cancellation
        );
        return new TrialsDto(
            id,
            page.Total,
            query.Offset,
            query.Sort,
            query.Descending,
            await ToDtosAsync(record, page.Rows, cancellation)
        );
    }

    public async Task<ScatterDto> ReadScatterAsync(string id, int maxPoints, CancellationToken cancellation)
    {
        await FindAsync(id, cancellation);
        var trials = await TrialSample.ReadAsync(catalog, id, maxPoints, cancellation);
        return new ScatterDto(
            id,
            trials.Total,
            [.. trials.Rows.Select(trial => trial.Index)],
            [.. trials.Rows.Select(trial => trial.Selection.Sharpe)],
            [.. trials.Rows.Select(trial => trial.HoldOut.Sharpe)]
        );
    }

    public async Task<TrialRun> ReadRunAsync(string id, long trial, CancellationToken cancellation)
    {
        var study = await FindAsync(id, cancellation);
        var record =
            await catalog.Trials.FindAsync(id, trial, cancellation)
            ?? throw new NotFoundException($"Study {id} has no trial {trial} (yet).");
        var periods = StudySummary.Of(study.Summary)?.Periods;
        return new TrialRun(record.Model.ToString(), record.Rules, periods?.FromTs, periods?.ToTs);
    }

    private async Task<StudyRecord> FindAsync(string id, CancellationToken cancellation) =>
        await catalog.Studies.FindAsync(id, cancellation)
        ?? throw new NotFoundException($"No study {id}; /api/studies lists those there are.");

    private async Task<StudyDto> ToDtoAsync(StudyRecord record, CancellationToken cancellation)
    {
        var counts = await catalog.Trials.CountAsync(record.Id, cancellation);
        var done = counts.Values.Sum();
        var best = await catalog.Trials.LeaderboardAsync(
            new LeaderboardQuery(record.Id) { Limit = 1, FeasibleOnly = true },
            cancellation
        );
        var symbols = await SymbolsAsync(record.Id, cancellation);
        return new StudyDto(
            record.Id,
            record.Name,
            Words.Of(record.Status),
            [.. symbols.Values.Distinct().Select(symbol => symbol.ToString()).Order(StringComparer.Ordinal)],
            symbols.Values.Any(symbol => symbol.IsSynthetic),
            record.PlannedTrials,
            done,
            record.CreatedAt,
            record.StartedAt,
            record.FinishedAt,
            record.Error,
            (await ToDtosAsync(record, best.Rows, cancellation)).FirstOrDefault(),
            StudySummary.Of(record.Summary)?.Luck(done)
        );
    }

    private async Task<IReadOnlyList<TrialDto>> ToDtosAsync(
        StudyRecord study,
        IReadOnlyList<TrialRecord> trials,
        CancellationToken cancellation
    )
    {
        var symbols = new Dictionary<Fingerprint, string>();
        foreach (var model in trials.Select(trial => trial.Model).Distinct())
        {
            symbols[model] = (await catalog.Models.FindAsync(model, cancellation))?.Identity.Symbol.ToString() ?? "";
        }
        return [.. trials.Select(trial => trial.ToDto(symbols[trial.Model], axes.ValuesOf(study, trial.Index)))];
    }

    private async Task<IReadOnlyDictionary<Fingerprint, Symbol>> SymbolsAsync(
        string study,
        CancellationToken cancellation
    )
    {
        var models = await catalog.Models.ListAsync(
            new ModelQuery { Cohort = study, Limit = MostModels },
            cancellation
        );
        return models.Rows.ToDictionary(model => model.Fingerprint, model => model.Identity.Symbol);
    }
}
