using Quant.Features.Operators;
using Quant.Features.Sets;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;

namespace Quant.Features.Engine;

/// <summary>The columns of one series as operators read them, derived ones built once, when first asked for.</summary>
/// <param name="bars">The series.</param>
/// <param name="calendar">Calendar it trades by.</param>
/// <param name="first">First row that will be read.</param>
internal sealed class SeriesColumns(BarSeries bars, ExchangeCalendar calendar, int first)
{
    private readonly Dictionary<string, double[]> _sources = new(StringComparer.Ordinal);
    private SessionColumns? _session;

    public BarSeries Bars => bars;

    /// <summary>The columns an operator asks for.</summary>
    /// <param name="inputs">What it reads.</param>
    /// <param name="source">Name of the source column; null for the close.</param>
    /// <param name="context">Closes of the context symbol, row by row; null where it reads none.</param>
    public BarColumns For(BarFields inputs, string? source, double[]? context)
    {
        var session = (inputs & BarFields.Session) == 0 ? null : Session();
        return new BarColumns
        {
            Open = bars.Open,
            High = bars.High,
            Low = bars.Low,
            Close = bars.Close,
            Volume = bars.Volume,
            Source = source is null ? bars.Close : Source(source),
            Context = context,
            Day = session?.Day,
            Minute = session?.Minute,
            Opening = session?.Opening,
            Closing = session?.Closing,
        };
    }

    private SessionColumns Session() => _session ??= SessionColumns.Of(bars.Ts, first, calendar);

    private double[] Source(string name)
    {
        if (!_sources.TryGetValue(name, out var column))
        {
            _sources[name] = column = SourceColumn.Of(bars, name);
        }
        return column;
    }
}
