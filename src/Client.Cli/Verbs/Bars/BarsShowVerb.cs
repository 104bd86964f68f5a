using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Zones;
using Quant.Specs;
using Spectre.Console;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars show</c>: the bars themselves.</summary>
internal sealed class BarsShowVerb : Verb
{
    private readonly Argument<string> _symbol = new("symbol") { Description = "An imported symbol" };

    private readonly Argument<string> _interval = new("interval")
    {
        Description = "1m, 5m, 15m, 30m, 1h or 1d; derived from minutes where it is not stored",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "First date of the exchange, or time in UTC (2020-03-31T14:30:00Z)",
        HelpName = "TIME",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "Last date of the exchange, inclusive, or end in UTC, exclusive",
        HelpName = "TIME",
    };

    private readonly Option<int> _last = new("--last")
    {
        Description = $"How many of the last bars to show, 1 to {LastBars.Most}",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    private readonly Option<string> _adjustment = new("--adjustment")
    {
        Description = $"What prices are adjusted for: {AdjustmentWords.Allowed}",
        DefaultValueFactory = _ => "all",
        HelpName = "MODE",
    };

    private readonly Option<string> _fill = new("--fill")
    {
        Description =
            "What stands where a bar of a session is missing: none, or forward for the close before it, marked",
        DefaultValueFactory = _ => "none",
        HelpName = "MODE",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars show SPX 1d", "The last 20 days"),
            new("quant bars show AAPL 1h --from 2020-03-09 --to 2020-03-13 --last 100", "One week, hour by hour"),
            new(
                "quant bars show AAPL 1d --adjustment raw --last 5",
                "Prices as they were, before splits and dividends"
            ),
            new("quant bars show AAPL 1m --fill forward", "Minutes without a trade with the close before them"),
        ];

    protected override Command Define() =>
        new("show", "Show the bars of a symbol") { _symbol, _interval, _from, _to, _last, _adjustment, _fill };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = Symbol.Parse(parsed.GetRequiredValue(_symbol)).ToString();
        var interval = Interval.Parse(parsed.GetRequiredValue(_interval));
        var (from, to) = (Moment.Parse(parsed.GetValue(_from), "--from"), Moment.Parse(parsed.GetValue(_to), "--to"));
        var last = parsed.GetValue(_last);
        if (last is < 1 or > LastBars.Most)
        {
            throw new BadInputException("--last", last, $"an integer from 1 to {LastBars.Most}");
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var range = await SymbolRange.ResolveAsync(connection.Client, symbol, from, to, cancellation);
        var bars = await LastBars.ReadAsync(
            connection.Client,
            symbol,
            interval.ToString(),
            parsed.GetRequiredValue(_adjustment),
            parsed.GetRequiredValue(_fill),
            range,
            last,
            cancellation
        );
        terminal.Answer(bars, console => Show(console, bars, interval));
        if (bars.SourceBars > bars.Ts.Length)
        {
            terminal.Note(
                $"The last {Numbers.Count(bars.Ts.Length)} of {Numbers.Count(bars.SourceBars)} bars; --last shows more."
            );
        }
        return ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, BarsDto bars, Interval interval)
    {
        var zone = ExchangeZone.Parse(bars.TimeZone);
        console.WriteLine(
            $"{bars.Symbol} {bars.Interval}{(bars.Synthetic ? " (synthetic)" : "")}, adjusted: {bars.Adjustment}"
        );
        var isFilling = bars.Filled is not null;
        string[] columns = [interval.IsDaily ? "date" : bars.TimeZone, ">open", ">high", ">low", ">close", ">volume"];
        TextGrid.Show(
            console,
            isFilling ? [.. columns, "filled"] : columns,
            Enumerable
                .Range(0, bars.Ts.Length)
                .Select(i =>
                    (string[])
                        [
                            Times.OfBar(bars.Ts[i], interval.IsDaily, zone),
                            Numbers.Short(bars.Open[i]),
                            Numbers.Short(bars.High[i]),
                            Numbers.Short(bars.Low[i]),
                            Numbers.Short(bars.Close[i]),
                            Numbers.Short(bars.Volume[i], 12),
                            .. isFilling ? (string[])[bars.Filled![i] ? "filled" : ""] : [],
                        ]
                ),
            "No bars."
        );
    }
}
