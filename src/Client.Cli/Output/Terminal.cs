using System.Text.Encodings.Web;
using System.Text.Json;
using Quant.Client.Web.Json;
using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>
/// Where a verb speaks: answers go to standard output, everything else (progress, notes, faults) to standard error, so
/// that output can be piped. Colours only on a terminal, and never with NO_COLOR.
/// </summary>
internal sealed class Terminal
{
    /// <summary>Wide enough for any table, so that what is piped is never wrapped or cut.</summary>
    private const int PipedWidth = 4000;

    private static readonly JsonSerializerOptions s_indented = new(ApiJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StandardStreams _streams;

    public Terminal(StandardStreams streams, bool json, bool quiet)
    {
        _streams = streams;
        Json = json;
        Quiet = quiet;
        Out = Create(streams.Out, Console.IsOutputRedirected || !ReferenceEquals(streams.Out, Console.Out));
        Error = Create(streams.Error, Console.IsErrorRedirected || !ReferenceEquals(streams.Error, Console.Error));
    }

    /// <summary>True when the answer is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>True when no progress is wanted.</summary>
    public bool Quiet { get; }

    /// <summary>Standard input.</summary>
    public TextReader In => _streams.In;

    /// <summary>Standard output, for tables and text.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Standard error, for progress.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Prints the answer: as JSON if that is wanted, else as the given text.</summary>
    public void Answer<T>(T answer, Action<IAnsiConsole> show)
    {
        if (Json)
        {
            _streams.Out.WriteLine(JsonSerializer.Serialize(answer, s_indented));
        }
        else
        {
            show(Out);
        }
    }

    /// <summary>Prints a line of the answer as it is, whatever its length.</summary>
    public void Line(string text) => _streams.Out.WriteLine(text);

    /// <summary>Says something that is not the answer, unless nothing is wanted but that.</summary>
    public void Note(string text)
    {
        if (!Quiet)
        {
            _streams.Error.WriteLine(text);
        }
    }

    public void Fault(string text) => _streams.Error.WriteLine($"quant: {text}");

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var plain = redirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (redirected)
        {
            console.Profile.Width = PipedWidth;
        }
        return console;
    }
}
