using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Quant.Client.Cli.Verbs;

namespace Quant.Client.Cli.Output;

/// <summary>Adds examples to the help of each verb.</summary>
internal static class Examples
{
    public static void Install(RootCommand root, IReadOnlyList<Verb> verbs)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!, [.. verbs.SelectMany(All)]);
    }

    private static IEnumerable<Verb> All(Verb verb) => verb.Below.SelectMany(All).Prepend(verb);

    private sealed class HelpWithExamples(SynchronousCommandLineAction usual, IReadOnlyList<Verb> verbs)
        : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = usual.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            var examples = verbs.FirstOrDefault(verb => verb.Command == command)?.Examples ?? [];
            if (examples.Count > 0)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine($"  {example.Line}");
                    output.WriteLine($"      {example.Says}");
                }
                output.WriteLine();
            }
            return code;
        }
    }
}
