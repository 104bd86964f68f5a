namespace Quant.Learning.Models;

/// <summary>One node of a tree.</summary>
/// <param name="Feature">The column it splits; −1 for a leaf.</param>
/// <param name="Left">Its left child, counted from the tree's root; the right child is the next. 0 for a leaf.</param>
/// <param name="MissingLeft">Whether a missing value goes left.</param>
/// <param name="Value">The threshold, inclusive on the left; for a leaf, what it adds to the prediction.</param>
public readonly record struct TreeNode(int Feature, int Left, bool MissingLeft, double Value);
