using System.Text.RegularExpressions;
using Quant.Client.Cli.Output;
using Quant.Client.Cli.Tests.Runs;
using Quant.Client.Cli.Verbs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>What docs/cli.md and docs/tour.md tell people to type is what this program understands and does.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string s_repository = Repository();

    [Fact]
    public void Every_line_of_the_reference_parses_and_every_verb_is_in_it()
    {
        var text = Read("docs", "cli.md");
        var (root, verbs) = CommandLine.Build(new StandardStreams(TextReader.Null, TextWriter.Null, TextWriter.Null));
        var lines = QuotedLine().Matches(text).Select(match => match.Groups[1].Value.Replace("\\|", "|")).ToList();

        foreach (
            var words in lines.Where(line => !line.Contains('<') && !line.Contains("--help")).Select(Shell.Commands)
        )
        {
            Assert.Empty(root.Parse([.. words.Single().Skip(1)]).Errors);
        }
        foreach (var path in verbs.SelectMany(Leaves))
        {
            Assert.Contains(
                lines,
                line => line == $"quant {path}" || line.StartsWith($"quant {path} ", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Every_command_of_the_tour_does_what_it_says()
    {
        using var folder = new TempFolder();
        var (model, study) = ("", "");
        foreach (var line in TourLine().Matches(Read("docs", "tour.md")).Select(match => match.Groups[1].Value))
        {
            if (line == "serve")
            {
                continue;
            }
            var target = Redirection().Match(line);
            var typed = Redirection().Replace(line, "").Replace("MODEL", model).Replace("STUDY", study);
            var words = Shell.Commands($"quant {typed}").Single().Skip(1).Select(word => Found(word, folder)).ToArray();

            var run = (await CliRun.Of([.. words, "--root", folder.Root])).Succeeded();

            if (target.Success)
            {
                folder.Write(target.Groups[1].Value, run.Out);
            }
            model = Fingerprint().Match(run.Out) is { Success: true } trained ? trained.Groups[1].Value : model;
            study = Planned().Match(run.Out) is { Success: true } planned ? planned.Groups[1].Value : study;
            if (typed.StartsWith("model train", StringComparison.Ordinal))
            {
                Assert.Contains(
                    "SPX: 6 folds, 3,830 out-of-sample predictions of 5,105 rows",
                    run.Out,
                    StringComparison.Ordinal
                );
            }
            if (typed.StartsWith("study run", StringComparison.Ordinal))
            {
                Assert.Contains("SPX 1d: best of ", run.Out, StringComparison.Ordinal);
                Assert.Contains("buy and hold", run.Out, StringComparison.Ordinal);
            }
        }
        Assert.Equal(6, model.Length);
        Assert.Equal(6, study.Length);
    }

    private static string Found(string word, TempFolder folder) =>
        word.EndsWith(".csv", StringComparison.Ordinal) ? Path.Combine(s_repository, word)
        : word.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(folder.Path, word)
        : word;

    private static IEnumerable<string> Leaves(Verb verb) =>
        verb.Below.Count == 0
            ? [verb.Command.Name]
            : verb.Below.SelectMany(Leaves).Select(below => $"{verb.Command.Name} {below}");

    private static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([s_repository, .. path])).ReplaceLineEndings("\n");

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Quant.Orleans.sln")))
        {
            folder =
                Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No repository above the tests.");
        }
        return folder;
    }

    [GeneratedRegex(@"`(quant [^`]+)`")]
    private static partial Regex QuotedLine();

    [GeneratedRegex(@"^\./quant (.+)$", RegexOptions.Multiline)]
    private static partial Regex TourLine();

    [GeneratedRegex(@" > (\S+)$")]
    private static partial Regex Redirection();

    [GeneratedRegex(@"^model ([a-z2-7]{6})[a-z2-7]{20}\s*$", RegexOptions.Multiline)]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"^study ([a-z2-7]{6})[a-z2-7]{20}: ", RegexOptions.Multiline)]
    private static partial Regex Planned();
}
