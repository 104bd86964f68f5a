using System.Text.Json;

namespace Quant.Learning.Transforms;

/// <summary>One step of the pipeline: <c>{ "kind": "clip", "params": { "lower": 0.01 } }</c>.</summary>
/// <param name="Kind">A kind of <see cref="TransformCatalog"/>.</param>
/// <param name="Columns">The columns it works on; null for all there are at that point.</param>
/// <param name="Params">Its parameters; what is left out takes its default.</param>
public sealed record TransformSpec(
    string Kind,
    IReadOnlyList<string>? Columns = null,
    IReadOnlyDictionary<string, JsonElement>? Params = null
);
