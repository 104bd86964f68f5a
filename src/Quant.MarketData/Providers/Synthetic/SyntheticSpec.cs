using Quant.Specs;

namespace Quant.MarketData.Providers.Synthetic;

/// <summary>
/// What synthetic minute bars look like. Logarithmic volatility is the sum of two autoregressions, one from session to
/// session, one from minute to minute (Taylor 1986), times a U-shaped profile of the day; part of a day's variance
/// falls into the gap before the open.
/// </summary>
public sealed record SyntheticSpec
{
    public static readonly IReadOnlyList<ParameterDefinition> Definitions =
    [
        ParameterDefinition.Number("startPrice", 100, 1, 100_000, "price before the first session"),
        ParameterDefinition.Number("annualDrift", 0.06, -1, 1, "mean return a year"),
        ParameterDefinition.Number("annualVolatility", 0.22, 0.01, 2, "root mean square volatility a year"),
        ParameterDefinition.Number(
            "overnightShare",
            0.25,
            0,
            0.9,
            "share of a day's variance in the gap before the open"
        ),
        ParameterDefinition.Number(
            "dailyPersistence",
            0.97,
            0,
            0.999,
            "autoregression of log volatility over sessions"
        ),
        ParameterDefinition.Number("dailyVolOfVol", 0.10, 0, 1, "innovation of log volatility over sessions"),
        ParameterDefinition.Number(
            "minutePersistence",
            0.97,
            0,
            0.999,
            "autoregression of log volatility over minutes"
        ),
        ParameterDefinition.Number("minuteVolOfVol", 0.08, 0, 1, "innovation of log volatility over minutes"),
        ParameterDefinition.Number(
            "seasonality",
            4,
            1,
            20,
            "variance of the first and last minute over that at midday"
        ),
        ParameterDefinition.Number(
            "absentMinutes",
            0.02,
            0,
            0.9,
            "share of minutes without a trade, hence without a bar"
        ),
        ParameterDefinition.Number("minuteVolume", 5000, 1, 1e9, "typical volume of a minute"),
    ];

    /// <summary>The defaults of every <c>SYNTH*</c> symbol.</summary>
    public static readonly SyntheticSpec Default = new(Parameters.Bind(Definitions, null, "synthetic"));

    private SyntheticSpec(Parameters values) => Values = values;

    /// <summary>The parameters by name, complete.</summary>
    public Parameters Values { get; }

    /// <summary>A spec with some parameters given and the others at their defaults.</summary>
    /// <exception cref="BadInputException">Unknown parameter or out of range.</exception>
    public static SyntheticSpec Bind(IReadOnlyDictionary<string, System.Text.Json.JsonElement>? given) =>
        new(Parameters.Bind(Definitions, given, "synthetic"));

    internal double this[string name] => Values.Number(name);
}
