using System.Globalization;
using System.Text;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Text;
using Quant.Specs;

namespace Quant.MarketData.Providers.Lean;

/// <summary>
/// LEAN's <c>factor_files/&lt;symbol&gt;.csv</c>: <c>yyyyMMdd,price factor,split factor[,reference price]</c>, ascending;
/// the factors of a row are cumulative and apply to dates after the row before, up to and including the row's own.
/// </summary>
public static class LeanFactorFile
{
    /// <summary>
    /// The events between the rows. Multiplying the factors of all events on or after a date gives the file's factors for
    /// that date again.
    /// </summary>
    /// <param name="stream">The file.</param>
    /// <param name="symbol">The symbol it belongs to.</param>
    /// <param name="source">Name of the file, for errors.</param>
    /// <returns>Events by ascending date.</returns>
    /// <exception cref="BadInputException">Not a factor file, or its dates do not ascend.</exception>
    public static IReadOnlyList<CorporateAction> Read(Stream stream, Symbol symbol, string source)
    {
        var rows = ReadRows(stream, source);
        var actions = new List<CorporateAction>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (nextPrice, nextSplit) = i + 1 < rows.Count ? (rows[i + 1].Price, rows[i + 1].Split) : (1.0, 1.0);
            var (price, split) = (rows[i].Price / nextPrice, rows[i].Split / nextSplit);
            if (price != 1 || split != 1)
            {
                actions.Add(new CorporateAction(symbol, rows[i].Date, split, price));
            }
        }
        return actions;
    }

    private static List<(DateOnly Date, double Price, double Split)> ReadRows(Stream stream, string source)
    {
        var rows = new List<(DateOnly Date, double Price, double Split)>();
        var reader = new LineReader(stream);
        Span<Range> fields = stackalloc Range[4];
        while (reader.TryRead(out var line))
        {
            if (line.IsEmpty)
            {
                continue;
            }
            var place = $"{source}: line {reader.Line}";
            if (
                Fields.Split(line, (byte)',', fields) < 3
                || !DateOnly.TryParseExact(Encoding.UTF8.GetString(line[fields[0]]), "yyyyMMdd", out var date)
            )
            {
                var text = Encoding.UTF8.GetString(line);
                throw new BadInputException(place, text, "yyyyMMdd,price factor,split factor[,reference price]");
            }
            var price = Factor(line[fields[1]], $"{place}, column price factor");
            var split = Factor(line[fields[2]], $"{place}, column split factor");
            if (rows.Count > 0 && date <= rows[^1].Date)
            {
                var before = rows[^1].Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
                throw new BadInputException($"{place}, column date", $"{date:yyyyMMdd}", $"a date after {before}");
            }
            rows.Add((date, price, split));
        }
        return rows.Count > 0 ? rows : throw new BadInputException(source, "an empty file", "a LEAN factor file");
    }

    private static double Factor(ReadOnlySpan<byte> text, string field) =>
        DecimalText.TryParse(text, out var factor) && factor > 0
            ? factor
            : throw new BadInputException(field, Encoding.UTF8.GetString(text), "a number above 0");
}
