using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Features.Sets;

/// <summary>The columns an indicator of one column can be taken of.</summary>
public static class SourceColumn
{
    public const string Default = "close";

    /// <summary>Names a spec may give, in the order help shows them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4"];

    /// <exception cref="BadInputException">No such column.</exception>
    public static string Check(string name, string field) =>
        Names.Contains(name) ? name : throw new BadInputException(field, name, $"one of {string.Join(", ", Names)}");

    /// <summary>The column of a series: hl2 = (high + low) / 2, hlc3 = (high + low + close) / 3, ohlc4 likewise.</summary>
    public static double[] Of(BarSeries bars, string name) =>
        name switch
        {
            "open" => bars.Open,
            "high" => bars.High,
            "low" => bars.Low,
            "close" => bars.Close,
            "volume" => bars.Volume,
            "hl2" => Build(bars.Count, i => (bars.High[i] + bars.Low[i]) / 2),
            "hlc3" => Build(bars.Count, i => (bars.High[i] + bars.Low[i] + bars.Close[i]) / 3),
            "ohlc4" => Build(bars.Count, i => (bars.Open[i] + bars.High[i] + bars.Low[i] + bars.Close[i]) / 4),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a source column"),
        };

    private static double[] Build(int count, Func<int, double> value)
    {
        var column = new double[count];
        for (var i = 0; i < count; i++)
        {
            column[i] = value(i);
        }
        return column;
    }
}
