using Quant.Learning.Labels;

namespace Quant.Learning.Folds;

/// <summary>What a plan divides.</summary>
/// <param name="FirstRow">The first row past the warm-up: rows before it are neither trained on nor tested.</param>
/// <param name="Labels">The labels; rows without one are not trained on.</param>
public sealed record FoldInput(int FirstRow, LabelSeries Labels)
{
    public int Rows => Labels.Rows;

    /// <summary>Whether a row may be trained on at all.</summary>
    public bool IsLabelled(int row) => row >= FirstRow && !double.IsNaN(Labels.Values[row]);
}
