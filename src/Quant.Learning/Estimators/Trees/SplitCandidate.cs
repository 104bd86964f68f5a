namespace Quant.Learning.Estimators.Trees;

/// <summary>A way to split a node: rows with bin ≤ <paramref name="Bin"/> go left.</summary>
/// <param name="Gain">Rise of the objective, in the units of the loss; −∞ where no split is allowed.</param>
/// <param name="Feature">The feature; −1 for none.</param>
/// <param name="Bin">The last bin that goes left.</param>
/// <param name="MissingLeft">Whether rows without a value go left.</param>
/// <param name="Left">Packed sum of the left rows.</param>
internal readonly record struct SplitCandidate(double Gain, int Feature, int Bin, bool MissingLeft, long Left)
{
    public static readonly SplitCandidate None = new(double.NegativeInfinity, -1, 0, false, 0);

    /// <summary>More gain wins; among equals the lower feature: an order that does not depend on who found it first.</summary>
    public bool Beats(in SplitCandidate other) =>
        Gain > other.Gain || (Gain == other.Gain && Feature >= 0 && (other.Feature < 0 || Feature < other.Feature));
}
