using System.CommandLine;
using Quant.Catalog;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs;

/// <summary>A verb of the command line, or a noun with verbs below it.</summary>
internal abstract class Verb
{
    /// <summary>Command lines to learn from, each with what it does.</summary>
    public virtual IReadOnlyList<Example> Examples => [];

    /// <summary>Verbs below this one.</summary>
    public virtual IReadOnlyList<Verb> Below => [];

    /// <summary>The command as it was built.</summary>
    public Command Command { get; private set; } = null!;

    public Command Build(CommonOptions common, StandardStreams streams)
    {
        Command = Define();
        foreach (var verb in Below)
        {
            Command.Add(verb.Build(common, streams));
        }
        if (Below.Count == 0)
        {
            Command.SetAction(
                async (parsed, cancellation) =>
                {
                    var terminal = common.Terminal(parsed, streams);
                    return await GuardAsync(
                        terminal,
                        () => RunAsync(parsed, common, terminal, cancellation),
                        cancellation
                    );
                }
            );
        }
        return Command;
    }

    /// <summary>Name, description, arguments and options.</summary>
    protected abstract Command Define();

    /// <summary>Does it; faults become messages and exit codes.</summary>
    protected virtual Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    ) => throw new InvalidOperationException($"{Command.Name} has verbs below it.");

    private static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Fault("cancelled; what was finished is kept");
            return ExitCodes.Cancelled;
        }
        catch (Exception fault) when (fault is BadInputException or SpecFaultException)
        {
            terminal.Fault(fault.Message);
            return ExitCodes.Usage;
        }
        catch (ApiException fault)
        {
            terminal.Fault(fault.Message);
            return fault.Status == 400 ? ExitCodes.Usage : ExitCodes.Failed;
        }
        catch (Exception fault) when (IsForeseen(fault))
        {
            terminal.Fault(fault.Message);
            return ExitCodes.Failed;
        }
        catch (Exception fault)
        {
            terminal.Fault($"a fault nobody foresaw: {fault}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>Faults of the machine, whose messages say all there is to say.</summary>
    private static bool IsForeseen(Exception fault) =>
        fault
            is IOException
                or UnauthorizedAccessException
                or HttpRequestException
                or DllNotFoundException
                or PlatformNotSupportedException
                or CatalogException;
}

/// <summary>A command line to learn from.</summary>
/// <param name="Line">What to type.</param>
/// <param name="Says">What it does.</param>
internal sealed record Example(string Line, string Says);
