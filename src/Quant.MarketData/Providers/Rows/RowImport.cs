using System.Runtime.InteropServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Csv;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Providers.Rows;

/// <summary>Where rows come from, as errors and bars name it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Source">Short name of the kind of source, which its bars keep.</param>
/// <param name="Unit">What rows are counted in: <c>line</c> or <c>row</c>.</param>
/// <param name="Empty">What a file without rows is called.</param>
internal sealed record RowSource(string Name, string Source, string Unit, string Empty);

/// <summary>Makes bars of the rows of a file: finds the interval, judges every row, keeps the good ones.</summary>
internal static class RowImport
{
    /// <summary>Rows looked at to find the interval.</summary>
    private const int Probe = 1000;

    /// <param name="blocks">The rows in their order; a list may be used again once the next is asked for.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="options">How to read.</param>
    /// <param name="source">Where they come from.</param>
    /// <exception cref="BadInputException">
    /// No usable row, an interval that cannot be told, or a faulty row under <see cref="RefusalPolicy.Strict"/>.
    /// </exception>
    public static BarImport Import(
        IEnumerable<List<FileRow>> blocks,
        Symbol symbol,
        CsvImportOptions options,
        RowSource source
    )
    {
        BarValidator? validator = null;
        var interval = options.Interval ?? default;
        var bars = new BarSeriesBuilder(1 << 14);
        foreach (var rows in blocks.Where(rows => rows.Count > 0))
        {
            if (validator is null)
            {
                interval = options.Interval ?? FindInterval(rows, options.Policy, source);
                validator = new BarValidator(
                    source.Name,
                    interval,
                    options.Calendar,
                    options.Policy,
                    options.Time,
                    unit: source.Unit
                );
            }
            foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
            {
                Take(row, interval, options.Calendar.Zone, validator, bars);
            }
        }
        if (validator is null)
        {
            throw new BadInputException(source.Name, source.Empty, "at least one row");
        }
        var report = validator.Report();
        return bars.Count > 0
            ? new BarImport(bars.BuildAndClear(symbol, interval).WithSource(source.Source), report, [], source.Name)
            : throw NoneUsable(report.Refused[0].Examples[0], report.Read).ToError(source.Name, source.Unit);
    }

    private static Interval FindInterval(List<FileRow> rows, RefusalPolicy policy, RowSource source)
    {
        var probe = rows[..Math.Min(rows.Count, Probe)];
        ThrowUnreadable(probe, policy, source);
        return IntervalInference.Of(probe, source.Name);
    }

    /// <summary>Rows that cannot be read tell no interval: they are the error, not the interval they hide.</summary>
    private static void ThrowUnreadable(List<FileRow> probe, RefusalPolicy policy, RowSource source)
    {
        var first = probe.Find(row => row.Fault is not null);
        if (first.Fault is not { } fault)
        {
            return;
        }
        var unreadable = new RowFault(first.Line, fault.Column, fault.Value, fault.Allowed, BarFault.Unreadable);
        if (policy == RefusalPolicy.Strict)
        {
            throw unreadable.ToError(source.Name, source.Unit);
        }
        if (probe.TrueForAll(row => row.Fault is not null))
        {
            throw NoneUsable(unreadable, probe.Count).ToError(source.Name, source.Unit);
        }
    }

    private static RowFault NoneUsable(RowFault first, long rows) =>
        first with
        {
            Allowed = $"{first.Allowed} (none of {rows} rows is usable)",
        };

    private static void Take(
        in FileRow row,
        Interval interval,
        ExchangeZone zone,
        BarValidator validator,
        BarSeriesBuilder bars
    )
    {
        if (row.Fault is { } fault)
        {
            validator.Refuse(row.Line, fault.Column, fault.Value, fault.Allowed);
            return;
        }
        var bar = row.Bar;
        if (interval.IsDaily && MeansDate(row, zone))
        {
            bar = bar with { Ts = zone.ToUtc(row.Local) };
        }
        if (validator.Accept(row.Line, bar))
        {
            bars.Add(bar);
        }
    }

    /// <summary>A daily bar stamped midnight, of whatever zone, means that date; midnight of the exchange's stays.</summary>
    private static bool MeansDate(in FileRow row, ExchangeZone zone) =>
        ExchangeZone.TimeOfDay(row.Local) == 0 && ExchangeZone.TimeOfDay(zone.ToLocal(row.Bar.Ts)) != 0;
}
