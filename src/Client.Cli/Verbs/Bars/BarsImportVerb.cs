using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Import;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars import</c>: bars from files, from the sample, or generated.</summary>
internal sealed class BarsImportVerb : Verb
{
    private const int DefaultSessions = 250;

    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "LEAN folder or zip, CSV (.csv, .csv.gz) or Parquet file (.parquet), or folder of such files",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _format = new("--format")
    {
        Description =
            "lean, csv or parquet (default: folders with zips and zips are LEAN's, other files by their names)",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _symbol = new("--symbol")
    {
        Description = "Only this symbol of LEAN files; the name of a CSV's (default: the file's name)",
        HelpName = "SYMBOL",
    };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = "1m, 5m, 15m, 30m, 1h, 1d or auto: only this one of LEAN files; that of a CSV (default: auto)",
        HelpName = "INTERVAL",
    };

    private readonly Option<string?> _calendar = new("--calendar")
    {
        Description =
            "XNYS, 24x7, 24x5 or auto: what a CSV's symbol and times tell (default: auto; of LEAN files XNYS)",
        HelpName = "CALENDAR",
    };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "Zone of a CSV's times that name none, such as America/New_York (default: UTC)",
        HelpName = "ZONE",
    };

    private readonly Option<bool> _skip = new("--skip-bad-rows")
    {
        Description = "Leave bad rows out and count them (the default for LEAN)",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Import nothing if a row is bad, and say which (the default for CSV)",
    };

    private readonly Option<string?> _sample = new("--sample")
    {
        Description = "A data set that comes along: sp500, daily, 2000 to 2020",
        HelpName = "NAME",
    };

    private readonly Option<string?> _synthetic = new("--synthetic")
    {
        Description = "Generate minute bars for a symbol whose name starts with SYNTH",
        HelpName = "SYMBOL",
    };

    private readonly Option<int?> _sessions = new("--sessions")
    {
        Description = $"With --synthetic: trading days to generate, 1 to 4000 (default: {DefaultSessions})",
        HelpName = "N",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars import prices.csv --symbol ACME", "One CSV; its interval is found, a bad row is an error"),
            new(
                "quant bars import btc.csv.gz --symbol BTC/USD --calendar 24x7 --skip-bad-rows",
                "A market that never closes; bad rows are counted and left out"
            ),
            new("quant bars import prices.parquet --symbol ACME", "The same of a Parquet file"),
            new("quant bars import ~/lean/data/equity/usa", "All symbols of a LEAN folder, with splits and dividends"),
            new("quant bars import --sample sp500", "The S&P 500 that comes along"),
            new("quant bars import --synthetic SYNTH1 --sessions 500", "Generated minute bars, and called so"),
        ];

    protected override Command Define() =>
        new("import", "Import bars from CSV, Parquet or LEAN files, from the sample, or generated")
        {
            _paths,
            _format,
            _symbol,
            _interval,
            _calendar,
            _timeZone,
            _skip,
            _strict,
            _sample,
            _synthetic,
            _sessions,
        };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var imports = Plan(parsed);
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var reports = await new ImportRun(connection.Client, terminal).RunAsync(imports, cancellation);
        terminal.Answer(reports, console => Show(console, reports));
        return reports.Count == imports.Count ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private IReadOnlyList<IBarImport> Plan(ParseResult parsed)
    {
        var paths = parsed.GetValue(_paths) ?? [];
        var (sample, synthetic) = (parsed.GetValue(_sample), parsed.GetValue(_synthetic));
        if ((paths.Length > 0 ? 1 : 0) + (sample is null ? 0 : 1) + (synthetic is null ? 0 : 1) != 1)
        {
            throw new BadInputException(
                "path",
                paths.Length > 0 ? paths[0] : null,
                "just one of: a file or folder, --sample or --synthetic"
            );
        }
        if (parsed.GetValue(_sessions) is { } sessions && synthetic is null)
        {
            throw new BadInputException("--sessions", sessions, "no sessions without --synthetic");
        }
        if (sample is not null)
        {
            var symbol = Symbol.Parse(parsed.GetValue(_symbol) ?? "SPX", "--symbol").ToString();
            return [new MadeBars($"sample {sample}", (client, stop) => client.ImportSampleAsync(symbol, sample, stop))];
        }
        if (synthetic is not null)
        {
            var symbol = Symbol.Parse(synthetic, "--synthetic").ToString();
            var days = parsed.GetValue(_sessions) ?? DefaultSessions;
            return [new MadeBars($"{symbol} (synthetic)", (client, stop) => client.GenerateAsync(symbol, days, stop))];
        }
        return ImportPlan.Of(paths, Wish(parsed));
    }

    private ImportWish Wish(ParseResult parsed)
    {
        var (skip, strict) = (parsed.GetValue(_skip), parsed.GetValue(_strict));
        if (skip && strict)
        {
            throw new BadInputException("--strict", "--skip-bad-rows as well", "one of the two");
        }
        return new ImportWish
        {
            Format = parsed.GetValue(_format),
            Symbol = parsed.GetValue(_symbol),
            Interval = parsed.GetValue(_interval),
            Calendar = parsed.GetValue(_calendar),
            TimeZone = parsed.GetValue(_timeZone),
            SkipBadRows =
                skip ? true
                : strict ? false
                : null,
        };
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<IngestReportDto> reports)
    {
        TextGrid.Show(
            console,
            ["symbol", "interval", ">good bars", ">refused", ">new", ">replaced", "first", "last", ""],
            reports.Select(report =>
                (string[])
                    [
                        report.Symbol,
                        report.Interval,
                        Numbers.Count(report.Accepted),
                        Numbers.Count(report.Refused.Values.Sum()),
                        Numbers.Count(report.Added),
                        Numbers.Count(report.Replaced),
                        UnixMicros.Format(report.FirstTs),
                        UnixMicros.Format(report.LastTs),
                        report.AlreadyDone ? "imported before" : "",
                    ]
            ),
            "Nothing was imported."
        );
        foreach (var report in reports.Where(report => report.Refused.Count > 0))
        {
            console.WriteLine(
                $"{report.Symbol}: refused {string.Join(", ", report.Refused.Select(r => $"{Numbers.Count(r.Value)} × {r.Key}"))}"
            );
            foreach (var example in report.Examples)
            {
                console.WriteLine($"   {example}");
            }
        }
    }
}
