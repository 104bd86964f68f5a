using System.Text.Json.Serialization;

namespace Quant.Learning.Metrics;

/// <summary>
/// How good predicted probabilities are. Class 1 is predicted where the probability is above ½. Null where a figure has
/// no meaning: AUC with one class only, precision without predictions of 1, recall without rows of class 1.
/// </summary>
/// <param name="Rows">Rows judged.</param>
/// <param name="Accuracy">Share of rows whose class was predicted.</param>
/// <param name="Auc">Area under the ROC curve: the chance that a row of class 1 gets the higher probability.</param>
/// <param name="LogLoss">Mean −ln of the probability given to the true class, probabilities cut off at 1e−15.</param>
/// <param name="Brier">Mean squared difference of probability and class.</param>
/// <param name="Precision">Share of predictions of 1 that were right.</param>
/// <param name="Recall">Share of rows of class 1 that were predicted.</param>
/// <param name="F1">2·TP / (2·TP + FP + FN).</param>
/// <param name="Confusion">Counts of the four outcomes.</param>
public sealed record ClassificationMetrics(
    int Rows,
    double Accuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Auc,
    double LogLoss,
    double Brier,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Precision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Recall,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? F1,
    Confusion Confusion
)
{
    private const double Least = 1e-15;

    /// <summary>Judges predictions; null without rows.</summary>
    /// <param name="truth">0 or 1 per row.</param>
    /// <param name="predicted">Probability of 1 per row.</param>
    public static ClassificationMetrics? Of(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var n = truth.Length;
        if (n == 0)
        {
            return null;
        }
        int tp = 0,
            fp = 0,
            tn = 0,
            fn = 0;
        double loss = 0,
            brier = 0;
        for (var i = 0; i < n; i++)
        {
            var (yes, p) = (truth[i] > 0.5, predicted[i]);
            tp += yes && p > 0.5 ? 1 : 0;
            fp += !yes && p > 0.5 ? 1 : 0;
            tn += !yes && p <= 0.5 ? 1 : 0;
            fn += yes && p <= 0.5 ? 1 : 0;
            loss -= Math.Log(Math.Clamp(yes ? p : 1 - p, Least, 1 - Least));
            brier += (p - truth[i]) * (p - truth[i]);
        }
        return new ClassificationMetrics(
            n,
            (tp + tn) / (double)n,
            AreaUnderCurve(truth, predicted),
            loss / n,
            brier / n,
            tp + fp > 0 ? tp / (double)(tp + fp) : null,
            tp + fn > 0 ? tp / (double)(tp + fn) : null,
            tp + fp + fn > 0 ? 2.0 * tp / (2 * tp + fp + fn) : null,
            new Confusion(tp, fp, tn, fn)
        );
    }

    /// <summary>By the rank sum of class 1 (Mann and Whitney); null with one class only.</summary>
    public static double? AreaUnderCurve(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var ranks = Ranks.Of(predicted);
        double sum = 0,
            positives = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            if (truth[i] > 0.5)
            {
                sum += ranks[i];
                positives++;
            }
        }
        var negatives = truth.Length - positives;
        return positives == 0 || negatives == 0
            ? null
            : (sum - positives * (positives + 1) / 2) / (positives * negatives);
    }
}

/// <summary>How often each outcome came: true and false positives, true and false negatives.</summary>
public sealed record Confusion(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);
