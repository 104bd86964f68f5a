using System.Text.Json;

namespace Quant.Features.Sets;

/// <summary>One indicator in a feature set, as its user writes it.</summary>
public sealed record FeatureSpec
{
    /// <summary>Name in the indicator catalogue; must be given.</summary>
    public string Indicator { get; init; } = "";

    /// <summary>Parameters by name; those left out take their defaults.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Params { get; init; }

    /// <summary>
    /// The column it is taken of, for indicators of one column: open, high, low, close (default), volume, hl2, hlc3 or
    /// ohlc4.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>The one output wanted; all of them where left out.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// A context symbol. Indicators of one symbol are computed on its bars, as known at each bar's close; indicators of
    /// a pair (beta, price_ratio) compare with it.
    /// </summary>
    public string? Symbol { get; init; }

    /// <summary>
    /// Name of the column; followed by <c>_output</c> where there are several outputs. By default built from the rest:
    /// <c>rsi_14</c>, <c>macd_12_26_9_signal</c>, <c>sma_20_volume</c>, <c>rsi_14_QQQ</c>.
    /// </summary>
    public string? As { get; init; }
}
