using System.CommandLine;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Bars;
using Quant.MarketData.Sessions;
using Quant.Specs;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars check</c>: how good the stored bars are.</summary>
internal sealed class BarsCheckVerb : Verb
{
    private readonly Argument<string[]> _symbols = new("symbol")
    {
        Description = "Imported symbols (default: all)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = "1m, 5m, 15m, 30m, 1h or 1d (default: every stored interval)",
        HelpName = "INTERVAL",
    };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "First date of the exchange, or time in UTC (default: the first bar)",
        HelpName = "TIME",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "Last date of the exchange, inclusive, or end in UTC, exclusive (default: the last bar)",
        HelpName = "TIME",
    };

    private readonly Option<string> _sessions = new("--sessions")
    {
        Description = "Parts of the day to look at: all, or some of pre, regular, post, separated by commas",
        DefaultValueFactory = _ => "regular",
        HelpName = "SESSIONS",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars check", "Score and findings of every symbol; exit code 1 if one has an error"),
            new("quant bars check AAPL", "One symbol in full: what is missing, what looks wrong, what to do"),
            new("quant bars check AAPL --interval 1m --from 2024-01-01 --sessions all", "A range, all hours"),
            new("quant bars check --json", "The reports for a program"),
        ];

    protected override Command Define() =>
        new("check", "Check stored bars: gaps, outliers, splits not applied, wrong time zones; exit code 1 on errors")
        {
            _symbols,
            _interval,
            _from,
            _to,
            _sessions,
        };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var names = (parsed.GetValue(_symbols) ?? []).Select(name => Symbol.Parse(name).ToString()).ToList();
        var interval = parsed.GetValue(_interval) is { } text ? Interval.Parse(text, "--interval").ToString() : null;
        var sessions = SessionChoice.Text(SessionChoice.Parse(parsed.GetRequiredValue(_sessions), "--sessions"));
        var (from, to) = (Moment.Parse(parsed.GetValue(_from), "--from"), Moment.Parse(parsed.GetValue(_to), "--to"));
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var reports = new List<BarQualityDto>();
        foreach (var (symbol, stored) in await ChooseAsync(connection.Client, names, interval, cancellation))
        {
            var range = await SymbolRange.ResolveAsync(connection.Client, symbol, from, to, cancellation);
            reports.Add(
                await connection.Client.CheckBarsAsync(symbol, stored, range.FromTs, range.ToTs, sessions, cancellation)
            );
        }
        terminal.Answer(
            reports,
            console =>
            {
                QualityTables.Overview(console, reports);
                if (names.Count == 1)
                {
                    reports.ForEach(report => QualityTables.Details(console, report));
                }
            }
        );
        return reports.Any(HasError) ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static bool HasError(BarQualityDto report) =>
        report.Findings.Any(finding => finding.Severity == QualitySeverity.Error);

    /// <summary>What to check: the named symbols, or all; their stored intervals, or the one that was asked for.</summary>
    private static async Task<IReadOnlyList<(string Symbol, string Interval)>> ChooseAsync(
        QuantClient client,
        List<string> names,
        string? interval,
        CancellationToken cancellation
    )
    {
        var all = await client.SymbolsAsync(cancellation);
        var unknown = names.Find(name => all.All(symbol => symbol.Symbol != name));
        if (unknown is not null)
        {
            throw SymbolRange.Unknown(unknown, all);
        }
        return
        [
            .. all.Where(symbol => names.Count == 0 || names.Contains(symbol.Symbol))
                .SelectMany(symbol =>
                    interval is not null && names.Count > 0
                        ? [(symbol.Symbol, interval)]
                        : symbol
                            .Coverage.Where(bars => interval is null || bars.Interval == interval)
                            .Select(bars => (symbol.Symbol, bars.Interval))
                ),
        ];
    }
}
