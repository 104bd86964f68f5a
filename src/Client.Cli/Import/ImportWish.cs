using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Client.Cli.Import;

/// <summary>What of files is wanted, and how they are to be read. Null leaves a field to what is there.</summary>
internal sealed record ImportWish
{
    /// <summary>An interval or calendar that the file tells.</summary>
    private const string Auto = "auto";

    /// <summary><c>lean</c>, <c>csv</c> or <c>parquet</c>; null: zips and folders with zips are LEAN's, others by their names.</summary>
    public string? Format { get; init; }

    /// <summary>The only symbol wanted of LEAN files, or the name of a CSV's.</summary>
    public string? Symbol { get; init; }

    public string? Interval { get; init; }

    /// <summary>Null: what a CSV tells; LEAN files are of XNYS.</summary>
    public string? Calendar { get; init; }

    /// <summary>Zone of a CSV's times that name none; UTC when not given.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Null: LEAN skips bad rows, CSV does not.</summary>
    public bool? SkipBadRows { get; init; }

    /// <summary>Checks each field by itself, before anything is read.</summary>
    /// <exception cref="BadInputException">The first that cannot be accepted.</exception>
    public void Check()
    {
        if (Format is not (null or ImportFormat.Lean or ImportFormat.Csv or ImportFormat.Parquet))
        {
            throw new BadInputException(
                "--format",
                Format,
                $"{ImportFormat.Lean}, {ImportFormat.Csv} or {ImportFormat.Parquet}"
            );
        }
        if (Symbol is not null)
        {
            _ = MarketData.Bars.Symbol.Parse(Symbol, "--symbol");
        }
        if (Interval is not (null or Auto))
        {
            _ = MarketData.Bars.Interval.Parse(Interval, "--interval");
        }
        if (Calendar is not (null or Auto))
        {
            _ = ExchangeCalendar.Parse(Calendar, "--calendar");
        }
        if (TimeZone is not null)
        {
            _ = ExchangeZone.Parse(TimeZone, "--time-zone");
        }
    }

    /// <summary>The interval if one is named, else null.</summary>
    public Interval? NamedInterval =>
        Interval is null or Auto ? null : MarketData.Bars.Interval.Parse(Interval, "--interval");

    /// <summary>The interval as an import request for a CSV writes it.</summary>
    public string CsvInterval => Interval ?? Auto;

    /// <summary>The calendar as an import request for a CSV writes it.</summary>
    public string CsvCalendar => Calendar ?? Auto;

    /// <summary>The calendar as an import request for LEAN files writes it.</summary>
    public string LeanCalendar => Calendar is null or Auto ? ExchangeCalendar.Nyse.Name : Calendar;
}
