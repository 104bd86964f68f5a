using Quant.Learning.Transforms;

namespace Quant.Learning.Models.Files;

/// <summary>The JSON part of a stored model.</summary>
/// <param name="FormatVersion">Of both parts.</param>
/// <param name="Library">Name and version of the program that wrote it.</param>
/// <param name="Card">What it says of itself.</param>
/// <param name="Pipeline">The fitted transforms.</param>
/// <param name="Columns">The estimator's columns, after the transforms.</param>
/// <param name="Importances">By column.</param>
/// <param name="Binary">Where the numbers are.</param>
internal sealed record ModelDocument(
    int FormatVersion,
    string Library,
    ModelCard Card,
    FittedPipeline Pipeline,
    IReadOnlyList<string> Columns,
    IReadOnlyList<FeatureImportance> Importances,
    BinaryPart Binary
);

/// <summary>The binary part: a file beside the JSON.</summary>
/// <param name="File">Its name, without folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
internal sealed record BinaryPart(string File, long Bytes, string Sha256);
