using Quant.Features.Operators;
using Quant.Features.Sets;
using Quant.MarketData.Bars;

namespace Quant.Features.Engine;

/// <summary>One operator of a set with its state, and the columns its outputs go to; several columns may share it.</summary>
internal sealed class OperatorRun
{
    private readonly int[] _targets;

    private OperatorRun(IReadOnlyList<(FeatureColumn Column, int Index)> columns)
    {
        var first = columns[0].Column;
        Operator = first.Definition.Create(first.Parameters);
        Source = first.Source;
        Context = first.Context;
        IsPair = first.IsPair;
        _targets = new int[Operator.Outputs];
        Array.Fill(_targets, -1);
        foreach (var (column, index) in columns)
        {
            _targets[column.Output] = index;
        }
        Duplicates =
        [
            .. columns
                .Where(c => _targets[c.Column.Output] != c.Index)
                .Select(c => (_targets[c.Column.Output], c.Index)),
        ];
    }

    public Operator Operator { get; }
    public string? Source { get; }
    public Symbol? Context { get; }
    public bool IsPair { get; }

    /// <summary>Columns that hold the same values as another one, under another name: (from, to).</summary>
    public IReadOnlyList<(int From, int To)> Duplicates { get; }

    /// <summary>Index in the set of the column an output goes to; -1 where it is not wanted.</summary>
    public IReadOnlyList<int> Targets => _targets;

    /// <summary>All operators of a set in a fixed order, each with its columns.</summary>
    public static IReadOnlyList<OperatorRun> Of(FeatureSet set) =>
        [
            .. set
                .Columns.Select((column, index) => (Column: column, Index: index))
                .GroupBy(c =>
                    (
                        c.Column.Definition.Name,
                        c.Column.IsRegime,
                        Params: c.Column.Parameters.ToJson().ToJsonString(),
                        c.Column.Source,
                        c.Column.Context
                    )
                )
                .Select(group => new OperatorRun([.. group])),
        ];

    /// <summary>Takes in rows [from, to) of the columns and writes its outputs from row <paramref name="at"/> on.</summary>
    public void Advance(in BarColumns bars, int from, int to, double[][] columns, int at, CancellationToken cancel)
    {
        var targets = new double[]?[_targets.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = _targets[i] < 0 ? null : columns[_targets[i]];
        }
        Operator.Run(bars, from, to, targets, at, cancel);
        foreach (var (source, copy) in Duplicates)
        {
            columns[source].AsSpan(at, to - from).CopyTo(columns[copy].AsSpan(at));
        }
    }
}
