using Quant.Client.Cli.Output;
using Quant.Client.Cli.Tests.Runs;
using Quant.Client.Cli.Verbs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>Help says what there is, and every example in it is a command line that is understood.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Lines =>
        [.. All().SelectMany(verb => verb.Examples).Select(example => example.Line)];

    public static TheoryData<string> Leaves => [.. All().Where(verb => verb.Below.Count == 0).Select(Path)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_example_parses(string line)
    {
        var (root, _) = Build();
        var commands = Shell.Commands(line).Where(words => words[0] == "quant").ToList();
        Assert.NotEmpty(commands);
        foreach (var words in commands)
        {
            Assert.Empty(root.Parse([.. words.Skip(1)]).Errors);
        }
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public async Task Every_verb_has_help_with_an_example(string path)
    {
        var run = await CliRun.Of([.. path.Split(' '), "--help"]);

        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Contains("Examples:", run.Out, StringComparison.Ordinal);
        Assert.Contains($"quant {path}", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_arguments_show_the_help()
    {
        var run = await CliRun.Of();

        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Contains("doctor", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_told()
    {
        var run = await CliRun.Of("--version");

        Assert.Equal(ExitCodes.Ok, run.Code);
        Assert.Matches(@"^quant \d+\.\d+\.\d+ \(\w+ grain engine, \.NET 10\.", run.Out);
    }

    private static (System.CommandLine.RootCommand Root, IReadOnlyList<Verb> Verbs) Build() =>
        CommandLine.Build(new StandardStreams(TextReader.Null, TextWriter.Null, TextWriter.Null));

    private static IEnumerable<Verb> All() => Build().Verbs.SelectMany(WithBelow);

    private static IEnumerable<Verb> WithBelow(Verb verb) => verb.Below.SelectMany(WithBelow).Prepend(verb);

    private static string Path(Verb verb)
    {
        var path = verb.Command.Name;
        for (var at = verb.Command.Parents.Single(); at.Parents.Any(); at = at.Parents.Single())
        {
            path = $"{at.Name} {path}";
        }
        return path;
    }
}
