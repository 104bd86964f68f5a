using Quant.Learning.Estimators.Trees;
using Quant.Learning.Labels;
using Quant.Learning.Numerics;

namespace Quant.Learning.Estimators.GradientBoosting;

/// <summary>
/// Stops boosting when the loss on the last part of the training rows has not improved for a number of rounds. Rows
/// before that part whose labels reach into it are fitted by neither: see <see cref="Divide"/>.
/// </summary>
internal sealed class EarlyStopping
{
    private readonly TrainingData _held;
    private readonly int _patience;
    private readonly double[] _scores;
    private int _round;
    private double _best = double.PositiveInfinity;

    public EarlyStopping(TrainingData held, double baseScore, int patience)
    {
        (_held, _patience) = (held, patience);
        _scores = new double[held.Rows];
        _scores.AsSpan().Fill(baseScore);
        _best = Loss();
    }

    /// <summary>Rounds up to the least loss so far.</summary>
    public int BestRounds { get; private set; }

    /// <summary>
    /// The rows to fit and the rows to watch: the last <paramref name="share"/> in time, and before them only rows whose
    /// label was known when the first of them began.
    /// </summary>
    public static (TrainingData Fit, TrainingData Held) Divide(TrainingData data, double share)
    {
        var first = data.Rows - (int)(data.Rows * share);
        var begin = first < data.Rows ? data.SourceRow[first] : int.MaxValue;
        int[] fit = [.. Enumerable.Range(0, first).Where(row => data.LabelEnd[row] < begin)];
        return (data.Gather(fit), data.Gather([.. Enumerable.Range(first, data.Rows - first)]));
    }

    /// <summary>Takes the next tree into account; true when it is time to stop.</summary>
    public bool Observe(GrownTree tree, BinnedMatrix matrix)
    {
        _round++;
        for (var row = 0; row < _scores.Length; row++)
        {
            var node = 0;
            while (tree.Feature[node] >= 0)
            {
                var feature = tree.Feature[node];
                var x = _held.Table.Columns[feature][row];
                var left = double.IsNaN(x) ? tree.MissingLeft[node] : x <= matrix.Cuts[feature].Edges[tree.Bin[node]];
                node = tree.Left[node] + (left ? 0 : 1);
            }
            _scores[row] += tree.Value[node];
        }
        var loss = Loss();
        if (loss < _best)
        {
            (_best, BestRounds) = (loss, _round);
        }
        return _round - BestRounds >= _patience;
    }

    private double Loss()
    {
        var sum = 0.0;
        for (var i = 0; i < _scores.Length; i++)
        {
            var weight = _held.Weights?[i] ?? 1;
            var error = _scores[i] - _held.Target[i];
            if (_held.Task == TaskKind.Classification)
            {
                var p = Sigmoid.Of(_scores[i]);
                error = _held.Target[i] > 0.5 ? p : 1 - p;
                sum -= weight * Math.Log(Math.Max(error, 1e-15));
            }
            else
            {
                sum += weight * error * error;
            }
        }
        return sum;
    }
}
