namespace Quant.Learning.Estimators.Trees;

/// <summary>When a tree stops growing.</summary>
/// <param name="MaxDepth">Most splits between the root and a leaf; at least 1.</param>
/// <param name="MaxLeaves">Most leaves; 0 for no limit but depth.</param>
/// <param name="LeafWise">Split the leaf with the most gain first, instead of level by level.</param>
/// <param name="Lambda">L2 penalty on leaf values.</param>
/// <param name="Gamma">Least gain of a split.</param>
/// <param name="MinChildWeight">Least sum of Hessians in a child.</param>
/// <param name="MinRows">Least rows in a child; at least 1.</param>
/// <param name="FeaturesPerNode">How many features each node may choose from; 0 for all of the tree's.</param>
internal sealed record GrowthOptions(
    int MaxDepth,
    int MaxLeaves,
    bool LeafWise,
    double Lambda,
    double Gamma,
    double MinChildWeight,
    int MinRows,
    int FeaturesPerNode
);
