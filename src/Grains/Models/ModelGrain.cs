using System.Text.Json.Nodes;
using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Grains.Faults;
using Quant.Grains.Features;
using Quant.Grains.Interfaces.Models;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Learning.Specs;
using Quant.Specs;

namespace Quant.Grains.Models;

/// <inheritdoc cref="IModelGrain"/>
public sealed class ModelGrain(
    CatalogStore catalog,
    SpecResolver specs,
    ModelTraining training,
    FeatureDatasets features,
    WorkPool pool
) : Grain, IModelGrain
{
    private readonly WorkProgress _progress = new();
    private CancellationTokenSource? _stop;

    private Fingerprint Key => Fingerprint.Parse(this.GetPrimaryKeyString(), "model");

    public Task<ModelReport> TrainAsync(ModelRequest request, CancellationToken cancellation) =>
        Translated.RunAsync(() =>
            _progress.TrackAsync("checking the spec", () => FindOrTrainAsync(request, cancellation))
        );

    public Task<WorkStatus> GetStatusAsync() => Task.FromResult(_progress.Status);

    public Task CancelAsync()
    {
        _stop?.Cancel();
        return Task.CompletedTask;
    }

    private async Task<ModelReport> FindOrTrainAsync(ModelRequest request, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _stop = stop;
        try
        {
            if (await catalog.Models.FindAsync(Key, stop.Token) is { Status: ModelStatus.Ready } ready)
            {
                return Report(ready, alreadyDone: true);
            }
            var resolved = await specs.ModelAsync(ModelSpec.Read(request.SpecJson), stop.Token);
            if (resolved.Fingerprint != Key)
            {
                throw new BadInputException(
                    "model",
                    Key,
                    $"{resolved.Fingerprint}, the address of this spec over the bars there are now (were bars imported since?)"
                );
            }
            return await TrainAsync(resolved, request.Cohort, stop.Token);
        }
        finally
        {
            _stop = null;
        }
    }

    private async Task<ModelReport> TrainAsync(ResolvedModel resolved, string? cohort, CancellationToken cancellation)
    {
        var spec = resolved.Model.Spec;
        await catalog.Models.BeginAsync(
            new ModelIdentity(
                Key,
                SpecJson.Write(spec),
                spec.Symbol,
                spec.Interval,
                resolved.Model.FeatureDataset,
                spec.Training.Label.Kind,
                spec.Training.Estimator.Kind,
                resolved.Bars.Fingerprint
            )
            {
                Cohort = cohort,
            },
            cancellation
        );
        try
        {
            _progress.Report("building features");
            var columns = await features.FindAsync(resolved, cancellation);
            var made = await pool.RunAsync(
                WorkLabel.Training(Key),
                stop => training.Train(resolved, columns, _progress, stop),
                cancellation
            );
            await catalog.Models.CompleteAsync(Key, made, CancellationToken.None);
        }
        catch (Exception fault)
        {
            var why = fault is OperationCanceledException ? "Its training was cancelled." : fault.Message;
            await catalog.Models.FailAsync(Key, why, CancellationToken.None);
            throw;
        }
        return Report((await catalog.Models.FindAsync(Key, CancellationToken.None))!, alreadyDone: false);
    }

    private static ModelReport Report(ModelRecord record, bool alreadyDone)
    {
        var made = record.Result!;
        var metrics = JsonNode.Parse(made.Metrics)!.AsObject();
        var card = JsonNode.Parse(made.Card)!;
        return new ModelReport(
            record.Fingerprint.ToString(),
            record.Identity.Symbol.ToString(),
            made.Rows,
            (long)(metrics["rows"]?.GetValue<double>() ?? 0),
            card["firstPrediction"]!.GetValue<long>(),
            card["lastPrediction"]!.GetValue<long>(),
            made.Folds,
            made.TrainMs,
            alreadyDone,
            ModelMetricsJson.Flatten(metrics)
        );
    }
}
