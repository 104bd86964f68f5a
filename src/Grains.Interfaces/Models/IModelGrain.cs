using Quant.Grains.Interfaces.Progress;

namespace Quant.Grains.Interfaces.Models;

/// <summary>
/// One model: trained once, walk-forward, with out-of-sample predictions in the lake. Key: the model's fingerprint
/// (its spec and the content hashes of its bars).
/// </summary>
[Alias("Quant.IModelGrain")]
public interface IModelGrain : IGrainWithStringKey
{
    /// <summary>Trains the model unless it has been trained; the answer is the same either way.</summary>
    [Alias("Train"), ResponseTimeout("12:00:00")]
    Task<ModelReport> TrainAsync(ModelRequest request, CancellationToken cancellation);

    [AlwaysInterleave, Alias("GetStatus")]
    Task<WorkStatus> GetStatusAsync();

    /// <summary>Stops the training under way; what was not finished leaves no trace.</summary>
    [AlwaysInterleave, Alias("Cancel")]
    Task CancelAsync();
}

/// <summary>What to train.</summary>
/// <param name="SpecJson">The model spec; its fingerprint with the data of now must be the grain's key.</param>
/// <param name="Cohort">The study the model was made for; null when asked for by itself.</param>
[GenerateSerializer, Immutable, Alias("Quant.ModelRequest")]
public sealed record ModelRequest([property: Id(0)] string SpecJson, [property: Id(1)] string? Cohort = null);

/// <summary>What training made.</summary>
/// <param name="Fingerprint">The model.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Rows">Rows of bars and features.</param>
/// <param name="PredictedRows">Rows with an out-of-sample prediction.</param>
/// <param name="FirstPrediction">Time of the first row with a prediction, microseconds UTC.</param>
/// <param name="LastPrediction">Time of the last row with a prediction, microseconds UTC.</param>
/// <param name="Folds">Walk-forward folds.</param>
/// <param name="ElapsedMs">Time training took, when it was done.</param>
/// <param name="AlreadyDone">True when it had been trained before.</param>
/// <param name="Metrics">Out-of-sample metrics by name; those without a value are left out.</param>
[GenerateSerializer, Immutable, Alias("Quant.ModelReport")]
public sealed record ModelReport(
    [property: Id(0)] string Fingerprint,
    [property: Id(1)] string Symbol,
    [property: Id(2)] long Rows,
    [property: Id(3)] long PredictedRows,
    [property: Id(4)] long FirstPrediction,
    [property: Id(5)] long LastPrediction,
    [property: Id(6)] int Folds,
    [property: Id(7)] double ElapsedMs,
    [property: Id(8)] bool AlreadyDone,
    [property: Id(9)] IReadOnlyDictionary<string, double> Metrics
);
