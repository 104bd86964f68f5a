using System.Globalization;
using Quant.MarketData.Bars;
using Quant.Simulation.Inputs;
using Quant.Specs;

namespace Quant.Simulation.Tests.Golden;

/// <summary>The S&amp;P 500 sample with the columns that generate.py makes of it.</summary>
internal static class SampleIndex
{
    /// <summary>The file, where the repository's npm packages are installed; else null.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "node_modules", "vega-datasets", "data", "sp500-2000.csv");
            if (File.Exists(file))
            {
                return file;
            }
        }
        return null;
    }

    public static SimulationInput Read(string file, int start, int end)
    {
        var rows = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Numbers(int field) => [.. rows.Select(row => double.Parse(row[field], CultureInfo.InvariantCulture))];
        var (open, high, low, close) = (Numbers(1), Numbers(2), Numbers(3), Numbers(4));
        var n = rows.Length;
        var ts = rows.Select(row => UnixMicros.From(DateTimeOffset.Parse(row[0] + "Z", CultureInfo.InvariantCulture)));
        var vwap = Column(n, 0, i => i % 7 == 3 ? double.NaN : low[i] + (high[i] - low[i]) / 4);
        var bars = new BarSeries(
            Symbol.Parse("SP500"),
            Interval.Day1,
            [.. ts],
            open,
            high,
            low,
            close,
            Numbers(6),
            vwap
        );
        return new SimulationInput(bars, Column(n, 10, i => close[i] / close[i - 10] - 1), 252)
        {
            Columns = new Dictionary<string, double[]>
            {
                ["regime"] = Column(n, 50, i => close[i] > close[i - 50] ? 1 : 0),
                ["up"] = Column(n, 20, i => Enumerable.Range(i - 19, 20).Count(j => close[j] > close[j - 1]) / 20.0),
                ["range"] = Column(n, 0, i => (high[i] - low[i]) / close[i]),
            },
            Start = start,
            End = end,
        };
    }

    private static double[] Column(int rows, int from, Func<int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(i => i < from ? double.NaN : value(i))];
}
