using Quant.Learning.Models;
using Quant.Specs;

namespace Quant.Learning.Estimators;

/// <summary>A way to fit a model, with its parameters bound.</summary>
public interface IEstimator
{
    /// <summary>Fits a model; the same data, parameters and seed give the same bits, whatever the number of threads.</summary>
    /// <exception cref="BadInputException">The data cannot be fitted: the message says what would be.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IFittedModel Fit(TrainingData data, FitContext context);
}

/// <summary>What a fit is given besides data.</summary>
/// <param name="Seed">For everything drawn at random.</param>
/// <param name="Threads">Threads to use, the caller's included; at least 1.</param>
/// <param name="OnRound">Told (rounds done, rounds in all) now and then, from the calling thread or a worker; may be null.</param>
/// <param name="Cancellation">Looked at between rounds.</param>
public sealed record FitContext(
    ulong Seed = 0,
    int Threads = 1,
    Action<int, int>? OnRound = null,
    CancellationToken Cancellation = default
);
