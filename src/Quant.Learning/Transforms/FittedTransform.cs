using System.Text.Json.Serialization;
using Quant.Learning.Tables;
using Quant.Learning.Transforms.Affine;
using Quant.Learning.Transforms.Clip;
using Quant.Learning.Transforms.DropSparse;
using Quant.Learning.Transforms.Imputer;
using Quant.Learning.Transforms.OneHot;
using Quant.Specs;

namespace Quant.Learning.Transforms;

/// <summary>A transform with what it learned from its training rows; works on each row by itself.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AffineColumns), "affine")]
[JsonDerivedType(typeof(ClippedColumns), "clip")]
[JsonDerivedType(typeof(DroppedColumns), "drop")]
[JsonDerivedType(typeof(ImputedColumns), "impute")]
[JsonDerivedType(typeof(OneHotColumns), "oneHot")]
public abstract record FittedTransform(IReadOnlyList<string> Columns)
{
    /// <summary>Transforms a table, which it may write to and keep parts of.</summary>
    internal abstract ColumnTable Apply(ColumnTable table);

    /// <summary>The column of a name.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    protected static double[] Column(ColumnTable table, string name) =>
        table.IndexOf(name) is var at and >= 0
            ? table.Columns[at]
            : throw new BadInputException("features", name, $"one of {string.Join(", ", table.Names)}");
}
