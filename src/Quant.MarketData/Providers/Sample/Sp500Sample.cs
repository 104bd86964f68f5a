using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Csv;
using Quant.Specs;

namespace Quant.MarketData.Providers.Sample;

/// <summary>
/// The S&amp;P 500 index, daily, 2000-01-03 to 2020-04-17: <c>sp500-2000.csv</c> of the npm package vega-datasets, copied
/// beside the program by the build.
/// </summary>
public sealed class Sp500Sample : ISampleSource
{
    /// <summary>The symbol the sample goes by.</summary>
    public static readonly Symbol Symbol = Symbol.Parse("SPX");

    private const string FileName = "sp500-2000.csv";

    public string Name => "sp500";
    public string Description => "S&P 500 index, daily, 2000 to 2020 (vega-datasets, sp500-2000.csv)";
    public Interval Interval => Interval.Day1;
    public DateOnly FirstDate => new(2000, 1, 3);
    public DateOnly LastDate => new(2020, 4, 17);

    public bool Has(Symbol symbol) => symbol == Symbol;

    public BarImport Load(Symbol symbol, DateOnly? from = null, DateOnly? to = null)
    {
        if (!Has(symbol))
        {
            throw new BadInputException("symbol", symbol, $"{Symbol}, the one symbol of sample {Name}");
        }
        var import = CsvImporter.ImportFile(Find(AppContext.BaseDirectory), Symbol);
        var zone = ExchangeCalendar.Nyse.Zone;
        var series = import.Series;
        var start = from is { } first && first > FirstDate ? series.FirstAtOrAfter(zone.Midnight(first)) : 0;
        var end =
            to is { } last && last < LastDate ? series.FirstAtOrAfter(zone.Midnight(last.AddDays(1))) : series.Count;
        return import with
        {
            Series = series.Slice(start, Math.Max(end - start, 0)).WithSource("sample"),
            Source = Description,
        };
    }

    /// <summary>The file beside the program, else in a node_modules folder above it.</summary>
    internal static string Find(string programFolder)
    {
        var beside = Path.Combine(programFolder, "sample", FileName);
        if (File.Exists(beside))
        {
            return beside;
        }
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine(folder.FullName, "node_modules", "vega-datasets", "data", FileName);
            if (File.Exists(installed))
            {
                return installed;
            }
        }
        throw new BadInputException("sample", beside, "the file of npm package vega-datasets: run npm ci, then build");
    }
}
