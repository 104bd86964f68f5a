using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Quant.Features.Catalog;
using Quant.Features.Engine;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Sample;

namespace Quant.Features.Tests.Golden;

/// <summary>
/// Values against an independent program: bench/reference/indicators.py (Python, pandas), written from the published
/// definitions, over the S&amp;P 500 sample.
/// </summary>
public class GoldenTests
{
    private const double Tolerance = 1e-9;
    private const int LeastIndicators = 45;

    private static readonly string[][] s_rows =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "sp500-indicators.csv"))
            .Select(line => line.Split(',')),
    ];

    private static readonly Symbol s_middle = Symbol.Parse("MID");

    [Fact]
    public void Every_indicator_equals_the_independent_reference()
    {
        var bars = new Sp500Sample().Load(Sp500Sample.Symbol).Series;
        var frame = FeatureEngine.Compute(
            Spec().Bind(),
            bars,
            new Dictionary<Symbol, BarSeries> { [s_middle] = Middle(bars) }
        );
        Assert.Equal(s_rows[0].Skip(2).Order(StringComparer.Ordinal), frame.Names);
        var compared = 0;
        foreach (var row in s_rows.Skip(1))
        {
            var i = int.Parse(row[0], CultureInfo.InvariantCulture);
            var date = DateOnly.Parse(row[1], CultureInfo.InvariantCulture);
            Assert.Equal(date, ExchangeCalendar.Nyse.Zone.DateOf(bars.Ts[i]));
            for (var k = 2; k < row.Length; k++)
            {
                var name = s_rows[0][k];
                var actual = frame[name][i];
                var expected = row[k].Length == 0 ? double.NaN : double.Parse(row[k], CultureInfo.InvariantCulture);
                var close =
                    Math.Abs(actual - expected) <= Tolerance * Math.Max(Scale(name, bars.Close[i]), Math.Abs(expected));
                Assert.True(
                    close || (double.IsNaN(actual) && double.IsNaN(expected)),
                    $"{name} on {date:yyyy-MM-dd} is {actual:R}, the reference says {expected:R}"
                );
                compared += double.IsNaN(expected) ? 0 : 1;
            }
        }
        Assert.True(compared > 3_000);
    }

    [Fact]
    public void The_reference_covers_almost_the_whole_catalogue()
    {
        var covered = Spec().Bind().Columns.Where(column => !column.IsRegime).Select(c => c.Definition.Name).Distinct();
        Assert.True(covered.Count() >= LeastIndicators, $"{covered.Count()} indicators");
    }

    /// <summary>
    /// What the error is relative to where the value itself may be near zero by cancellation: differences of prices are
    /// as exact as prices are.
    /// </summary>
    private static double Scale(string name, double price) =>
        name.StartsWith("macd", StringComparison.Ordinal) || name.StartsWith("momentum", StringComparison.Ordinal)
            ? price * 1e-3
            : 0;

    private static BarSeries Middle(BarSeries bars)
    {
        var middle = SourceColumn.Of(bars, "hl2");
        return new BarSeries(s_middle, bars.Interval, bars.Ts, middle, middle, middle, middle, bars.Volume);
    }

    /// <summary>The spec whose default column names are those of the file.</summary>
    private static FeatureSetSpec Spec()
    {
        var features = new List<FeatureSpec>();
        var regimes = new List<RegimeSpec>();
        foreach (var name in s_rows[0].Skip(2))
        {
            if (name.StartsWith("regime_", StringComparison.Ordinal))
            {
                regimes.Add(new RegimeSpec { Method = name.Split('_')[1] });
                continue;
            }
            features.Add(Feature(name));
        }
        return new FeatureSetSpec
        {
            Name = "golden",
            Features = features,
            Regimes = regimes,
        };
    }

    private static FeatureSpec Feature(string name)
    {
        var definition = IndicatorCatalog
            .All.Where(d => Regex.IsMatch(name, $"^{d.Name}(_|$)"))
            .MaxBy(d => d.Name.Length)!;
        var rest = name[definition.Name.Length..].Split('_', StringSplitOptions.RemoveEmptyEntries).ToList();
        var parameters = new Dictionary<string, JsonElement>();
        foreach (var parameter in definition.Parameters)
        {
            if (rest.Count > 0 && double.TryParse(rest[0], CultureInfo.InvariantCulture, out _))
            {
                parameters[parameter.Name] = JsonSerializer.Deserialize<JsonElement>(rest[0]);
                rest.RemoveAt(0);
            }
            else if (rest.Count > 0 && parameter.Choices.Contains(rest[0]))
            {
                parameters[parameter.Name] = JsonSerializer.SerializeToElement(rest[0]);
                rest.RemoveAt(0);
            }
        }
        var symbol = rest.Remove("MID") ? "MID" : null;
        var source = rest.Find(SourceColumn.Names.Contains);
        rest.Remove(source ?? "");
        return new FeatureSpec
        {
            Indicator = definition.Name,
            Params = parameters,
            Source = source,
            Symbol = symbol,
            Output = rest.Count > 0 ? string.Join('_', rest) : null,
        };
    }
}
