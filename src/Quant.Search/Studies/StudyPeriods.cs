using Quant.Specs;

namespace Quant.Search.Studies;

/// <summary>
/// The time every trial of a study is simulated over: the same for all, so that they can be compared. Trials are selected
/// by what they do before the split, and shown beside what they do after it.
/// </summary>
/// <param name="FromTs">First time at which every model has a prediction, microseconds UTC.</param>
/// <param name="SplitTs">Where the hold-out begins.</param>
/// <param name="ToTs">End, exclusive: just after the last time at which every model has a prediction.</param>
public sealed record StudyPeriods(long FromTs, long SplitTs, long ToTs)
{
    /// <summary>The time all models share, cut in two.</summary>
    /// <param name="predicted">First and last time with a prediction, of each model.</param>
    /// <param name="holdOut">Part of the time that is held out.</param>
    /// <exception cref="BadInputException">The models share no time.</exception>
    public static StudyPeriods Of(IReadOnlyList<(long First, long Last)> predicted, double holdOut)
    {
        var from = predicted.Max(model => model.First);
        var to = predicted.Min(model => model.Last) + 1;
        if (from >= to)
        {
            throw new BadInputException(
                "model",
                $"models with predictions up to {UnixMicros.Format(to)} and from {UnixMicros.Format(from)}",
                "models whose predictions share some time"
            );
        }
        return new StudyPeriods(from, from + (long)((to - from) * (1 - holdOut)), to);
    }
}
