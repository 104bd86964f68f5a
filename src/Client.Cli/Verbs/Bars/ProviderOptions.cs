using System.CommandLine;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary>Whom bars are asked of, and which of them are kept.</summary>
internal sealed class ProviderOptions
{
    private readonly Option<string?> _providers = new("--provider")
    {
        Description =
            "Providers in the order they are tried, such as alpaca,tiingo (default: QUANT_PROVIDERS, else alpaca)",
        HelpName = "NAMES",
    };

    private readonly Option<string> _sessions = new("--sessions")
    {
        Description = "Parts of the day to keep: all, or some of pre, regular, post",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<string?> _calendar = new("--calendar")
    {
        Description = "When a new symbol trades: XNYS, 24x7 or 24x5 (default: by its name)",
        HelpName = "CALENDAR",
    };

    public void AddTo(Command command)
    {
        command.Add(_providers);
        command.Add(_sessions);
        command.Add(_calendar);
    }

    public IReadOnlyList<string> Names(ParseResult parsed) =>
        parsed.GetValue(_providers)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        ?? [];

    public string Sessions(ParseResult parsed) => parsed.GetRequiredValue(_sessions);

    public string? Calendar(ParseResult parsed) => parsed.GetValue(_calendar);
}
