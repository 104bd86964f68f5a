using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Interfaces.Models;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;
using Quant.Grains.Interfaces.Simulation;
using Quant.Grains.Interfaces.Specs;

namespace Quant.Client.Web.Tests.Fakes;

/// <summary>One of the <see cref="FakeGrains"/>: every kind of grain at once, under one key.</summary>
internal sealed partial class FakeGrain(FakeGrains grains, string key)
    : ISymbolIngestGrain,
        IFeatureGrain,
        IModelGrain,
        ISimulationGrain,
        IGridSearchGrain,
        ISpecGrain
{
    public Task<IngestReport> ImportAsync(ImportRequest request, CancellationToken cancellation) =>
        AnswerAsync(request, Ingested);

    public Task<IngestReport> ImportSampleAsync(string sample, CancellationToken cancellation) =>
        AnswerAsync(sample, Ingested);

    public Task<IngestReport> GenerateAsync(SyntheticRequest request, CancellationToken cancellation) =>
        AnswerAsync(request, Ingested);

    public Task<FeatureReport> BuildAsync(FeatureRequest request, CancellationToken cancellation) =>
        AnswerAsync(request, new FeatureReport("d", request.Symbol, ["a"], 10, 1, 0, 5));

    public Task<ModelReport> TrainAsync(ModelRequest request, CancellationToken cancellation) =>
        AnswerAsync(
            request,
            new ModelReport(
                "m",
                "TEST",
                10,
                5,
                100,
                200,
                2,
                1.5,
                false,
                new Dictionary<string, double> { ["auc"] = 0.5 }
            )
        );

    public Task<BatchReport> RunBatchAsync(BatchRequest request, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<RunReport> RunAsync(RunRequest request, CancellationToken cancellation) =>
        AnswerAsync(
            request,
            new RunReport("r", true, new Dictionary<string, double> { ["sharpe"] = 1 }, ["One trade was made."])
        );

    public Task<StudyStatus> StartAsync(string studyJson) => AnswerAsync(studyJson, grains.Study);

    public Task<StudyStatus> ResumeAsync() => AnswerAsync("resume", grains.Study);

    public Task<StudyStatus> CancelAsync() => AnswerAsync("cancel", grains.Study);

    public Task<StudyStatus> WaitAsync(TimeSpan atMost) => AnswerAsync(atMost, grains.Study);

    Task<StudyStatus> IGridSearchGrain.GetStatusAsync() => Task.FromResult(grains.Study);

    public Task<WorkStatus> GetStatusAsync() => Task.FromResult(grains.Work);

    Task IModelGrain.CancelAsync() => Task.CompletedTask;

    public Task<string> ResolveFeaturesAsync(
        string symbol,
        string interval,
        string adjustment,
        string featureSetJson
    ) => Task.FromResult("dataset");

    public Task<string> ResolveModelAsync(string modelJson) => Task.FromResult("model-key");

    public Task<StudyPlanReport> ResolveStudyAsync(string studyJson) =>
        Task.FromResult(new StudyPlanReport("study-key", 2, 40));

    private static IngestReport Ingested =>
        new(
            "TEST",
            "1d",
            10,
            new Dictionary<string, long> { ["high below low"] = 1 },
            10,
            0,
            1,
            0,
            9,
            false,
            ["row 3"]
        );

    private async Task<T> AnswerAsync<T>(object request, T answer)
    {
        lock (grains.Asked)
        {
            grains.Asked.Add((key, request));
        }
        await grains.Gate;
        return grains.Fault is { } fault ? throw fault : answer;
    }
}
