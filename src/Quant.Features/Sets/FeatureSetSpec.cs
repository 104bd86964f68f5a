using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>A feature set as its user writes it, in JSON.</summary>
public sealed record FeatureSetSpec
{
    /// <summary>What users call it; must be given, but is not part of the fingerprint.</summary>
    public string Name { get; init; } = "";

    /// <summary>Calendar of the symbols it is computed for: XNYS, 24x7 or 24x5.</summary>
    public string Calendar { get; init; } = "XNYS";

    /// <summary>Calendars of context symbols that trade by another one, by symbol.</summary>
    public IReadOnlyDictionary<string, string>? ContextCalendars { get; init; }

    /// <summary>
    /// Minutes after its close for which a context bar may be used (nights and weekends counted); later its columns are
    /// NaN. 1 to 527,040 (a year); by default five days.
    /// </summary>
    public int ContextMaxAgeMinutes { get; init; } = 7_200;

    public IReadOnlyList<FeatureSpec> Features { get; init; } = [];

    public IReadOnlyList<RegimeSpec> Regimes { get; init; } = [];

    /// <summary>Reads a spec.</summary>
    /// <exception cref="BadInputException">Not JSON, or a field that is unknown or of the wrong kind.</exception>
    public static FeatureSetSpec Parse(string json) => SpecJson.Read<FeatureSetSpec>(json, "feature set spec");

    /// <summary>Checks every field and completes the spec with the defaults.</summary>
    /// <exception cref="BadInputException">The first field that cannot be accepted, by its path.</exception>
    public FeatureSet Bind() => FeatureSetBinder.Bind(this);
}
