using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Sessions;
using Quant.Specs;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars backfill</c>: asks providers for a range of history.</summary>
internal sealed class BarsBackfillVerb : Verb
{
    private readonly Argument<string[]> _symbols = new("symbol")
    {
        Description = "Symbols, such as AAPL or BTC/USD",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _from = new("--from")
    {
        Description = "First date of the exchange, or time in UTC (2020-03-31T14:30:00Z)",
        Required = true,
        HelpName = "TIME",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "Last date of the exchange, inclusive, or end in UTC, exclusive (default: now)",
        HelpName = "TIME",
    };

    private readonly Option<string> _interval = new("--interval")
    {
        Description =
            "1m, 5m, 15m, 30m, 1h or 1d; longer bars are derived from minutes, so minutes are the usual choice",
        DefaultValueFactory = _ => "1m",
    };

    private readonly ProviderOptions _providers = new();

    private readonly Option<bool> _newest = new("--newest-first") { Description = "The latest months first" };

    private readonly Option<bool> _again = new("--again")
    {
        Description = "Ask again for what was answered before: finds revisions",
    };

    private readonly Option<bool> _gaps = new("--gaps")
    {
        Description = "Ask only for what is missing though the market traded",
    };

    private readonly Option<bool> _detach = new("--detach")
    {
        Description = "Queue it with the running server and return",
    };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars backfill AAPL --from 2020-01-01", "Minute bars from the server's providers, alpaca first"),
            new(
                "quant bars backfill AAPL --from 2020-01-01 --provider fake-alpaca",
                "The same from a made-up market: no key, no network"
            ),
            new(
                "quant bars backfill SPY QQQ VIXY --from 2016-01-04 --provider alpaca,tiingo --sessions regular",
                "Three symbols; where Alpaca does not answer, Tiingo is asked"
            ),
            new("quant bars backfill AAPL --from 2024-01-01 --gaps", "Fills what a provider left out"),
        ];

    protected override Command Define()
    {
        var command = new Command("backfill", "Ask providers for history; goes on where it was interrupted")
        {
            _symbols,
            _from,
            _to,
            _interval,
            _newest,
            _again,
            _gaps,
            _detach,
        };
        _providers.AddTo(command);
        return command;
    }

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var symbols = parsed
            .GetRequiredValue(_symbols)
            .Select(text => Symbol.Parse(text).ToString())
            .Distinct()
            .ToList();
        var (from, to) = (
            Moment.Parse(parsed.GetRequiredValue(_from), "--from"),
            Moment.Parse(parsed.GetValue(_to), "--to")
        );
        var interval = Interval.Parse(parsed.GetRequiredValue(_interval), "--interval");
        var sessions = SessionChoice.Text(SessionChoice.Parse(_providers.Sessions(parsed), "--sessions"));
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        if (parsed.GetValue(_detach) && connection.IsOwn)
        {
            throw new BadInputException("--detach", "no server runs over this root", "a running 'quant serve'");
        }
        var known = (await connection.Client.SymbolsAsync(cancellation)).ToDictionary(s => s.Symbol, s => s.Calendar);
        var queued = new List<BackfillDto>();
        foreach (var symbol in symbols)
        {
            var calendar = _providers.Calendar(parsed);
            var zone = ExchangeCalendar
                .Parse(known.GetValueOrDefault(symbol) ?? calendar ?? (symbol.Contains('/') ? "24x7" : "XNYS"))
                .Zone;
            queued.Add(
                await connection.Client.BackfillAsync(
                    symbol,
                    new BackfillBody(
                        from!.Value.Start(zone),
                        to?.End(zone),
                        interval.ToString(),
                        _providers.Names(parsed),
                        sessions,
                        calendar,
                        parsed.GetValue(_newest),
                        parsed.GetValue(_again),
                        parsed.GetValue(_gaps)
                    ),
                    cancellation
                )
            );
        }
        var ended = parsed.GetValue(_detach)
            ? queued
            : await BackfillProgress.FollowAsync(terminal, connection.Client, queued, cancellation);
        terminal.Answer(ended, console => BackfillTable.Show(console, ended));
        return ended.All(backfill => backfill.Phase is not (BackfillPhase.Failed or BackfillPhase.Stopped))
            ? ExitCodes.Ok
            : ExitCodes.Failed;
    }
}
