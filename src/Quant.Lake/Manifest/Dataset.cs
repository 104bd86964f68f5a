using Quant.Specs;

namespace Quant.Lake.Manifest;

/// <summary>
/// A family of partitions of one schema: <c>bars/interval=1m</c>, <c>features/set=&lt;fingerprint&gt;</c>,
/// <c>predictions/model=&lt;fingerprint&gt;</c>, <c>runs/&lt;fingerprint&gt;</c>. Its text is its folder below the
/// lake's root, with forward slashes.
/// </summary>
public readonly record struct Dataset
{
    private Dataset(string path) => Path = path;

    public string Path { get; }

    /// <summary>Bars of one interval, such as <c>1m</c> or <c>1d</c>.</summary>
    public static Dataset Bars(string interval) => Parse($"bars/interval={interval}");

    public static Dataset Features(Fingerprint set) => Parse($"features/set={set}");

    public static Dataset Predictions(Fingerprint model) => Parse($"predictions/model={model}");

    public static Dataset Run(Fingerprint run) => Parse($"runs/{run}");

    /// <summary>Accepts what the factories above make, and nothing that could leave the lake's root.</summary>
    /// <exception cref="BadInputException">Not two segments of letters, digits, <c>=</c>, <c>-</c> and <c>_</c>.</exception>
    public static Dataset Parse(string path)
    {
        var segments = path.Split('/');
        if (segments.Length != 2 || segments.Any(segment => segment.Length == 0 || !segment.All(Allowed)))
        {
            throw new BadInputException("dataset", path, "two segments of letters, digits, '=', '-' and '_'");
        }
        return new Dataset(path);
    }

    public override string ToString() => Path;

    private static bool Allowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '=' or '-' or '_';
}
