using Quant.Learning.Labels;
using Quant.Learning.Numerics;
using Quant.Learning.Tables;

namespace Quant.Learning.Models;

/// <summary>
/// The sum of many trees, through the logistic function for a boosted classifier. A row goes left where its value is at
/// most the threshold; a missing value goes where the split says.
/// </summary>
public sealed class TreeEnsemble : IFittedModel
{
    private const int Tile = 256;
    private readonly TreeNode[] _nodes;
    private readonly int[] _roots;

    /// <param name="task">What it predicts.</param>
    /// <param name="features">Its columns.</param>
    /// <param name="baseScore">What the trees' sum starts from.</param>
    /// <param name="logistic">Whether the sum is log odds.</param>
    /// <param name="nodes">The nodes of all trees, one tree after another.</param>
    /// <param name="roots">First node of each tree.</param>
    /// <param name="importances">By feature.</param>
    public TreeEnsemble(
        TaskKind task,
        IReadOnlyList<string> features,
        double baseScore,
        bool logistic,
        TreeNode[] nodes,
        int[] roots,
        IReadOnlyList<FeatureImportance> importances
    )
    {
        (Task, Features, BaseScore, IsLogistic) = (task, features, baseScore, logistic);
        (_nodes, _roots, Importances) = (nodes, roots, importances);
    }

    public TaskKind Task { get; }

    public IReadOnlyList<string> Features { get; }

    public IReadOnlyList<FeatureImportance> Importances { get; }

    public double BaseScore { get; }

    public bool IsLogistic { get; }

    public ReadOnlySpan<TreeNode> Nodes => _nodes;

    public ReadOnlySpan<int> Roots => _roots;

    /// <inheritdoc/>
    public void Predict(ColumnTable table, int start, Span<double> output)
    {
        ModelColumns.Check(Features, table);
        var width = Features.Count;
        var tile = new double[Math.Min(Tile, output.Length) * width];
        for (var first = 0; first < output.Length; first += Tile)
        {
            var part = output.Slice(first, Math.Min(Tile, output.Length - first));
            for (var c = 0; c < width; c++)
            {
                var column = table.Columns[c].AsSpan(start + first, part.Length);
                for (var i = 0; i < column.Length; i++)
                {
                    tile[i * width + c] = column[i];
                }
            }
            Add(tile, width, part);
        }
        if (IsLogistic)
        {
            Sigmoid.Of(output);
        }
    }

    private void Add(double[] tile, int width, Span<double> output)
    {
        output.Fill(BaseScore);
        foreach (var root in _roots)
        {
            for (var i = 0; i < output.Length; i++)
            {
                var row = tile.AsSpan(i * width, width);
                var node = _nodes[root];
                while (node.Feature >= 0)
                {
                    var x = row[node.Feature];
                    var left = x <= node.Value || (node.MissingLeft && double.IsNaN(x));
                    node = _nodes[root + node.Left + (left ? 0 : 1)];
                }
                output[i] += node.Value;
            }
        }
    }
}
