using System.CommandLine;
using System.Globalization;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.MarketData.Zones;
using Quant.Specs;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Earnings;

/// <summary><c>quant bars earnings list</c>: dates of earnings reports.</summary>
internal sealed class EarningsListVerb : Verb
{
    private readonly Option<string?> _symbol = new("--symbol")
    {
        Description = "Only this symbol",
        HelpName = "SYMBOL",
    };

    private readonly Option<string?> _asOf = new("--as-of")
    {
        Description = "What was known at the end of a date, or at a time in UTC (default: all that is known now)",
        HelpName = "TIME",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars earnings list --symbol AAPL", "All dates of a symbol"),
            new("quant bars earnings list --as-of 2024-03-01", "What was known on that day"),
        ];

    protected override Command Define() => new("list", "List dates of earnings reports") { _symbol, _asOf };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbol = parsed.GetValue(_symbol) is { } name ? Symbol.Parse(name, "--symbol").ToString() : null;
        long? asOf = Moment.Parse(parsed.GetValue(_asOf), "--as-of") is { } moment
            ? moment.End(ExchangeZone.NewYork)
            : null;
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var dates = await connection.Client.EarningsAsync(symbol, asOf, cancellation);
        terminal.Answer(
            dates,
            console =>
                TextGrid.Show(
                    console,
                    ["symbol", "date", "time", "known since", "source"],
                    dates.Select(date =>
                        (string[])
                            [
                                date.Symbol,
                                date.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                                date.Time switch
                                {
                                    "beforeOpen" => "before open",
                                    "afterClose" => "after close",
                                    _ => "unknown",
                                },
                                UnixMicros.Format(date.KnownAt),
                                date.Source,
                            ]
                    ),
                    "No dates of earnings reports: 'quant bars earnings import' brings some."
                )
        );
        return ExitCodes.Ok;
    }
}
