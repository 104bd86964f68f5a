using System.CommandLine;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Client.Cli.Verbs;
using Quant.Client.Cli.Verbs.Bars;
using Quant.Client.Cli.Verbs.Catalogs;
using Quant.Client.Cli.Verbs.Cluster;
using Quant.Client.Cli.Verbs.Doctor;
using Quant.Client.Cli.Verbs.Earnings;
using Quant.Client.Cli.Verbs.Features;
using Quant.Client.Cli.Verbs.Lake;
using Quant.Client.Cli.Verbs.Models;
using Quant.Client.Cli.Verbs.Silo;
using Quant.Client.Cli.Verbs.Simulations;
using Quant.Client.Cli.Verbs.Sql;
using Quant.Client.Cli.Verbs.Studies;

namespace Quant.Client.Cli;

/// <summary>The <c>quant</c> command: nouns and verbs, and how their faults become messages and exit codes.</summary>
internal static class CommandLine
{
    /// <param name="args">The arguments; none shows the help.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="error">Where everything else goes.</param>
    /// <param name="input">What <c>-</c> reads; null is the process's standard input.</param>
    /// <param name="cancellation">Ends the command as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter error,
        TextReader? input = null,
        CancellationToken cancellation = default
    )
    {
        var (root, _) = Build(new StandardStreams(input ?? Console.In, output, error));
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action?.ClearsParseErrors != true)
        {
            foreach (var fault in UsageFaults.Say(parsed.Errors))
            {
                await error.WriteLineAsync($"quant: {fault}");
            }
            await error.WriteLineAsync($"Try 'quant{Below(parsed)} --help'.");
            return ExitCodes.Usage;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
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

    /// <summary>The command, and the verbs and nouns right below it.</summary>
    public static (RootCommand Root, IReadOnlyList<Verb> Verbs) Build(StandardStreams streams)
    {
        var root = new RootCommand("The automated quant factory: bars to features to models to honest backtests.");
        var common = new CommonOptions();
        common.AddTo(root);
        var verbs = AllVerbs();
        foreach (var verb in verbs)
        {
            root.Add(verb.Build(common, streams));
        }
        Examples.Install(root, verbs);
        VersionText.Install(root);
        return (root, verbs);
    }

    private static Verb[] AllVerbs() =>
        [
            new DemoVerb(),
            new ServeVerb(),
            new SiloVerb(),
            new NounVerb(
                "bars",
                "Bars: from files and providers; list, show, check, keep up to date",
                [
                    new BarsImportVerb(),
                    new BarsWatchVerb(),
                    new BarsBackfillVerb(),
                    new BarsBackfillsVerb(),
                    new BarsLiveVerb(),
                    new BarsActionsVerb(),
                    new BarsProvidersVerb(),
                    new BarsListVerb(),
                    new BarsShowVerb(),
                    new BarsCheckVerb(),
                    new BarsRemoveVerb(),
                    new NounVerb(
                        "earnings",
                        "Dates of earnings reports: import, list",
                        [new EarningsImportVerb(), new EarningsListVerb()]
                    ),
                ]
            ),
            new NounVerb(
                "features",
                "Features: build, list, and the indicators there are",
                [new FeaturesBuildVerb(), new FeaturesListVerb(), new FeaturesIndicatorsVerb()]
            ),
            new NounVerb(
                "model",
                "Models: train walk-forward, list, show",
                [new ModelTrainVerb(), new ModelListVerb(), new ModelShowVerb()]
            ),
            new SimulateVerb(),
            new NounVerb(
                "study",
                "Studies: search models and rules, ranked with the odds of luck",
                [
                    new StudyExampleVerb(),
                    new StudyPlanVerb(),
                    new StudyRunVerb(),
                    new StudyWatchVerb(),
                    new StudyListVerb(),
                    new StudyShowVerb(),
                    new StudyCancelVerb(),
                    new StudyResumeVerb(),
                ]
            ),
            new SqlVerb(),
            new NounVerb(
                "lake",
                "The lake's files: check, list, collect",
                [new LakeCheckVerb(), new LakeFilesVerb(), new LakeGcVerb()]
            ),
            new NounVerb("catalog", "The catalog: copy it to a cluster's PostgreSQL", [new CatalogCopyVerb()]),
            new NounVerb(
                "cluster",
                "The server's silos: show, add, drain",
                [new ClusterShowVerb(), new ClusterAddVerb(), new ClusterDrainVerb()]
            ),
            new DoctorVerb(),
        ];

    /// <summary>The command that was meant, as far as it was understood.</summary>
    private static string Below(ParseResult parsed)
    {
        var path = "";
        for (var at = parsed.CommandResult; at.Parent is System.CommandLine.Parsing.CommandResult parent; at = parent)
        {
            path = $" {at.Command.Name}{path}";
        }
        return path;
    }
}
