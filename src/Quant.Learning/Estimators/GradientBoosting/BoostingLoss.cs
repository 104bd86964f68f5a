using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Quant.Learning.Labels;
using Quant.Learning.Numerics;

namespace Quant.Learning.Estimators.GradientBoosting;

/// <summary>
/// First and second derivatives of the loss by the score: squared error ½(s−y)² for regression, log loss of the log odds
/// s for classification; both times the row's weight.
/// </summary>
internal sealed unsafe class BoostingLoss
{
    private readonly bool _logistic;
    private readonly PinnedArray<double> _target;
    private readonly PinnedArray<double>? _weights;

    public BoostingLoss(TrainingData data)
    {
        _logistic = data.Task == TaskKind.Classification;
        _target = Padded(data.Target);
        _weights = data.Weights is { } weights ? Padded(weights) : null;
        BaseScore = Start(data);
        Scores = new PinnedArray<double>(_target.Length);
        Scores.Span.Fill(BaseScore);
    }

    /// <summary>Weighted mean of the target, or its log odds.</summary>
    public double BaseScore { get; }

    /// <summary>The current score of every row.</summary>
    public PinnedArray<double> Scores { get; }

    /// <summary>Writes rows [first, end), <paramref name="first"/> being a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Derive(int first, int end, double* gradients, double* hessians)
    {
        double* score = Scores.Pointer,
            target = _target.Pointer;
        var weights = _weights is null ? null : _weights.Pointer;
        for (var i = first; i < end; i += 8)
        {
            var y = Vector512.Load(target + i);
            var s = Vector512.Load(score + i);
            var w = weights == null ? Vector512<double>.One : Vector512.Load(weights + i);
            if (_logistic)
            {
                var p = Sigmoid.Of(s);
                ((p - y) * w).Store(gradients + i);
                (Vector512.Max(p * (Vector512<double>.One - p), Vector512.Create(1e-16)) * w).Store(hessians + i);
            }
            else
            {
                ((s - y) * w).Store(gradients + i);
                w.Store(hessians + i);
            }
        }
        for (var i = end; (i & 7) != 0; i++)
        {
            (gradients[i], hessians[i]) = (0, 0);
        }
    }

    private static double Start(TrainingData data)
    {
        double weight = 0,
            sum = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            var w = data.Weights?[i] ?? 1;
            weight += w;
            sum += w * data.Target[i];
        }
        var mean = weight > 0 ? sum / weight : 0;
        if (data.Task == TaskKind.Regression)
        {
            return mean;
        }
        var p = Math.Clamp(mean, 1e-6, 1 - 1e-6);
        return Math.Log(p / (1 - p));
    }

    private static PinnedArray<double> Padded(double[] values)
    {
        var padded = new PinnedArray<double>((values.Length + 7) & ~7);
        values.CopyTo(padded.Span);
        return padded;
    }
}
