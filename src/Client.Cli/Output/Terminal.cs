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
    private static readonly JsonSerializerOptions s_indented = new(ApiJson.Options) { WriteIndented = true };

    private readonly TextWriter _output;

    public Terminal(TextWriter output, TextWriter error, bool json, bool quiet)
    {
        _output = output;
        Json = json;
        Quiet = quiet;
        Out = Create(output, Console.IsOutputRedirected || !ReferenceEquals(output, Console.Out));
        Error = Create(error, Console.IsErrorRedirected || !ReferenceEquals(error, Console.Error));
    }

    /// <summary>True when the answer is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>True when no progress is wanted.</summary>
    public bool Quiet { get; }

    /// <summary>Standard output, for tables and text.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Standard error, for progress and notes.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Prints the answer: as JSON if that is wanted, else as the given text.</summary>
    public void Answer<T>(T answer, Action<IAnsiConsole> show)
    {
        if (Json)
        {
            _output.WriteLine(JsonSerializer.Serialize(answer, s_indented));
        }
        else
        {
            show(Out);
        }
    }

    /// <summary>Says something that is not the answer, unless nothing is wanted but that.</summary>
    public void Note(string text)
    {
        if (!Quiet)
        {
            Error.WriteLine(text);
        }
    }

    public void Fault(string text) => Error.WriteLine($"quant: {text}");

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
            console.Profile.Width = 200;
        }
        return console;
    }
}
