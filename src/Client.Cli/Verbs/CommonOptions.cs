using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Output;

namespace Quant.Client.Cli.Verbs;

/// <summary>Options every verb has.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string> _root = new("--root")
    {
        Description = "Data root: lake, catalog and models (default: QUANT_DATA, else ./data)",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print the answer as JSON on standard output",
        Recursive = true,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "No progress on standard error",
        Recursive = true,
    };

    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Log what the factory does, on standard error",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Add(_root);
        command.Add(_json);
        command.Add(_quiet);
        command.Add(_verbose);
    }

    /// <summary>How this command speaks.</summary>
    public Terminal Terminal(ParseResult parsed, StandardStreams streams) =>
        new(streams, parsed.GetValue(_json), parsed.GetValue(_quiet));

    /// <summary>How this process would serve the data root, were it to.</summary>
    public ServerOptions Server(ParseResult parsed) =>
        new()
        {
            Root = parsed.GetValue(_root) ?? Environment.GetEnvironmentVariable("QUANT_DATA") ?? "data",
            Token = Environment.GetEnvironmentVariable("QUANT_TOKEN"),
            Verbose = parsed.GetValue(_verbose),
        };
}
