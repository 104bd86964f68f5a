using Quant.Learning.Tables;

namespace Quant.Learning.Transforms;

/// <summary>A pipeline with what it learned from one fold's training rows.</summary>
/// <param name="Inputs">The columns it takes, in order.</param>
/// <param name="Steps">The fitted transforms, in order.</param>
public sealed record FittedPipeline(IReadOnlyList<string> Inputs, IReadOnlyList<FittedTransform> Steps)
{
    /// <summary>Transforms rows, each by itself.</summary>
    /// <param name="table">Columns named as <see cref="Inputs"/>; taken over and written to.</param>
    public ColumnTable Apply(ColumnTable table)
    {
        foreach (var step in Steps)
        {
            table = step.Apply(table);
        }
        return table;
    }
}
