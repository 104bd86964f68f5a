using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Transforms;

/// <summary>A transform as data: what forms, help, validation and search spaces are made of.</summary>
/// <param name="Kind">Its name in a spec, camelCase.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">One sentence.</param>
/// <param name="NeedsColumns">Whether a spec must name its columns.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Fit">Learns from the training rows' columns of these names; the table is not changed.</param>
public sealed record TransformDefinition(
    string Kind,
    string Title,
    string Description,
    bool NeedsColumns,
    IReadOnlyList<ParameterDefinition> Parameters,
    Func<ColumnTable, IReadOnlyList<string>, Parameters, FittedTransform> Fit
);
