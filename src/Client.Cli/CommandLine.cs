using System.CommandLine;
using Quant.Client.Cli.Output;
using Quant.Client.Cli.Verbs;

namespace Quant.Client.Cli;

/// <summary>The <c>quant</c> command: nouns and verbs, and how their faults become messages and exit codes.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("The automated quant factory: bars to features to models to honest backtests.");
        var common = new CommonOptions();
        common.AddTo(root);
        Verb[] verbs = [new DemoVerb(), new ServeVerb()];
        foreach (var verb in verbs)
        {
            root.Add(verb.Build(common, output, error));
        }
        Examples.Install(root, verbs);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                await error.WriteLineAsync($"quant: {fault.Message}");
            }
            await error.WriteLineAsync("Try 'quant --help'.");
            return ExitCodes.Usage;
        }
        using var stop = new CancellationTokenSource();
        using var interrupt = new Interrupt(stop);
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            stop.Token
        );
    }
}
