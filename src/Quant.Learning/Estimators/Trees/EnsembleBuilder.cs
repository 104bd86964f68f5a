using Quant.Learning.Labels;
using Quant.Learning.Models;

namespace Quant.Learning.Estimators.Trees;

/// <summary>Collects grown trees, turns their bins into thresholds, and adds up what each feature gained.</summary>
internal sealed class EnsembleBuilder(BinnedMatrix matrix)
{
    private readonly List<TreeNode> _nodes = [];
    private readonly List<int> _roots = [];
    private readonly List<(int Feature, double Gain)> _splits = [];
    private readonly List<int> _splitsSoFar = [];

    public int Trees => _roots.Count;

    public void Add(GrownTree tree)
    {
        _roots.Add(_nodes.Count);
        for (var i = 0; i < tree.Feature.Count; i++)
        {
            var feature = tree.Feature[i];
            if (feature < 0)
            {
                _nodes.Add(new TreeNode(-1, 0, false, tree.Value[i]));
                continue;
            }
            var threshold = matrix.Cuts[feature].Edges[tree.Bin[i]];
            _nodes.Add(new TreeNode(feature, tree.Left[i], tree.MissingLeft[i], threshold));
            _splits.Add((feature, tree.Gain[i]));
        }
        _splitsSoFar.Add(_splits.Count);
    }

    /// <summary>The ensemble of the first <paramref name="trees"/> trees.</summary>
    public TreeEnsemble Build(TaskKind task, IReadOnlyList<string> features, double baseScore, bool logistic, int trees)
    {
        var end = trees < Trees ? _roots[trees] : _nodes.Count;
        var gain = new double[features.Count];
        var count = new int[features.Count];
        foreach (var (feature, gained) in _splits.Take(trees == 0 ? 0 : _splitsSoFar[trees - 1]))
        {
            gain[feature] += gained;
            count[feature]++;
        }
        var all = gain.Sum();
        var importances = features
            .Select((name, i) => new FeatureImportance(name, all > 0 ? gain[i] / all : 0, count[i]))
            .ToArray();
        return new TreeEnsemble(
            task,
            features,
            baseScore,
            logistic,
            [.. _nodes.Take(end)],
            [.. _roots.Take(trees)],
            importances
        );
    }
}
