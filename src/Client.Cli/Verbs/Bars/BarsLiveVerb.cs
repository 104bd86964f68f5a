using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;
using Symbol = Quant.MarketData.Bars.Symbol;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary><c>quant bars live</c>: keeps symbols up to date, and says how up to date they are.</summary>
internal sealed class BarsLiveVerb : Verb
{
    private readonly Argument<string[]> _symbols = new("symbol")
    {
        Description = "Symbols; none lists those that are kept up to date",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _mode = new("--mode")
    {
        Description = "poll (ask every minute), stream (the provider pushes) or off (default: poll)",
        HelpName = "MODE",
    };

    private readonly ProviderOptions _providers = new();

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant bars live AAPL SPY QQQ", "Asks every minute, while a server runs and the market trades"),
            new("quant bars live AAPL --mode stream --sessions regular", "Lets Alpaca push, regular hours only"),
            new("quant bars live", "How up to date each symbol is"),
            new("quant bars live AAPL --mode off", "No longer"),
        ];

    protected override Command Define()
    {
        var command = new Command("live", "Keep symbols up to date, minute by minute, while a server runs")
        {
            _symbols,
            _mode,
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
        var symbols = (parsed.GetValue(_symbols) ?? [])
            .Select(text => Symbol.Parse(text).ToString())
            .Distinct()
            .ToList();
        if (symbols.Count == 0 && parsed.GetValue(_mode) is { } mode)
        {
            throw new BadInputException("--mode", mode, "no mode without symbols");
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var told = new List<LiveDto>();
        if (symbols.Count == 0)
        {
            told.AddRange(await connection.Client.LiveAsync(cancellation));
        }
        foreach (var symbol in symbols)
        {
            var body = new LiveBody(
                parsed.GetValue(_mode) ?? "poll",
                _providers.Names(parsed),
                _providers.Sessions(parsed),
                _providers.Calendar(parsed)
            );
            told.Add(await connection.Client.SetLiveAsync(symbol, body, cancellation));
        }
        terminal.Answer(told, console => Show(console, told));
        if (connection.IsOwn && told.Any(feed => feed.Mode != "off"))
        {
            terminal.Note("No server runs over this root; 'quant serve' keeps them up to date.");
        }
        return ExitCodes.Ok;
    }

    private static void Show(IAnsiConsole console, List<LiveDto> told) =>
        TextGrid.Show(
            console,
            ["symbol", "mode", "sessions", "last bar", "asked up to", "now", "last failure"],
            told.Select(feed =>
                (string[])
                    [
                        feed.Symbol,
                        feed.Mode,
                        feed.Sessions,
                        feed.LastBarTs is { } last ? UnixMicros.Format(last) : "none",
                        feed.AskedToTs is { } asked ? UnixMicros.Format(asked) : "never",
                        feed.Step,
                        feed.Error ?? "",
                    ]
            ),
            "No symbol is kept up to date: 'quant bars live AAPL' begins with one."
        );
}
