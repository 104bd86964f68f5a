using System.Globalization;
using Quant.MarketData.Bars;

namespace Quant.MarketData.Quality.Checks;

/// <summary>Figures as findings write them.</summary>
internal static class Words
{
    /// <summary><c>1 bar</c>, <c>1,204 bars</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A share of something, never rounded to none or all: <c>0.02 %</c>.</summary>
    public static string Share(long part, long whole)
    {
        var percent = whole == 0 ? 0 : 100.0 * part / whole;
        return part > 0 && percent < 0.01 ? "under 0.01 %"
            : part < whole && percent > 99.99 ? "over 99.99 %"
            : string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %");
    }

    public static string Number(double value) => value.ToString("G7", CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    /// <summary><c>open 10, high 11, low 9, close 10, volume 100</c>.</summary>
    public static string Bar(in Bar bar) =>
        $"open {Number(bar.Open)}, high {Number(bar.High)}, low {Number(bar.Low)}, close {Number(bar.Close)}, volume {Number(bar.Volume)}";
}
