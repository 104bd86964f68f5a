using System.Text;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Rows;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Zones;

namespace Quant.MarketData.Providers.Csv;

/// <summary>Reads rows under a header.</summary>
internal sealed class CsvRowReader(LineReader lines, CsvHeader header, ExchangeZone zone)
{
    private const string Number = "a number";
    private readonly Range[] _fields = new Range[CsvHeader.MaximumFields];

    /// <summary>The next row; empty lines are passed over. False at the end.</summary>
    public bool TryRead(out FileRow row)
    {
        while (lines.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                row = Parse(line);
                return true;
            }
        }
        row = default;
        return false;
    }

    private FileRow Parse(ReadOnlySpan<byte> line)
    {
        var count = Fields.Split(line, header.Delimiter, _fields);
        var time = Field(line, 0, count);
        if (!TimeText.TryParse(time, zone, out var ts, out var local, out var isDate))
        {
            return Bad(0, time, TimeText.Allowed);
        }
        Span<double> numbers = stackalloc double[CsvHeader.TradeCount + 1];
        for (var column = 1; column <= CsvHeader.TradeCount; column++)
        {
            var text = Field(line, column, count);
            var optional = column >= CsvHeader.Required;
            if (optional && (header.Index[column] < 0 || (text.IsEmpty && column != CsvHeader.Volume)))
            {
                numbers[column] = column switch
                {
                    CsvHeader.Vwap => double.NaN,
                    CsvHeader.TradeCount => -1,
                    _ => 0,
                };
            }
            else if (!DecimalText.TryParse(text, out numbers[column]))
            {
                return Bad(column, text, Number);
            }
        }
        var trades = numbers[CsvHeader.TradeCount];
        if (trades != Math.Floor(trades) || trades is < -1 or > int.MaxValue)
        {
            return Bad(CsvHeader.TradeCount, Field(line, CsvHeader.TradeCount, count), "a whole number, 0 or more");
        }
        var bar = new Bar(
            ts,
            numbers[1],
            numbers[2],
            numbers[3],
            numbers[4],
            numbers[CsvHeader.Volume],
            numbers[CsvHeader.Vwap],
            (int)trades
        );
        return new FileRow(lines.Line, bar, local, isDate, null);
    }

    private FileRow Bad(int column, ReadOnlySpan<byte> text, string allowed) =>
        new(
            lines.Line,
            default,
            0,
            false,
            new RowReadFault(CsvHeader.NameOf(column), Encoding.UTF8.GetString(text), allowed)
        );

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int column, int count)
    {
        var index = header.Index[column];
        return index >= 0 && index < count ? line[_fields[index]] : default;
    }
}
