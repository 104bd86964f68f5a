using Quant.Learning.Labels;
using Quant.Learning.Tables;

namespace Quant.Learning.Models;

/// <summary>Something that has been fitted and predicts. Immutable, and safe to use from many threads.</summary>
public interface IFittedModel
{
    TaskKind Task { get; }

    /// <summary>The columns it takes, in this order.</summary>
    IReadOnlyList<string> Features { get; }

    /// <summary>How much each column mattered, in the order of <see cref="Features"/>.</summary>
    IReadOnlyList<FeatureImportance> Importances { get; }

    /// <summary>
    /// Predicts rows [start, start + output.Length): the probability of class 1, or the value, each row by itself.
    /// </summary>
    /// <param name="table">Columns named and ordered as <see cref="Features"/>.</param>
    /// <param name="start">First row.</param>
    /// <param name="output">One number per row.</param>
    /// <exception cref="Quant.Specs.BadInputException">Other columns, or a missing value the model cannot take.</exception>
    void Predict(ColumnTable table, int start, Span<double> output);
}
