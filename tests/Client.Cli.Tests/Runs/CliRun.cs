using System.Text.Json;

namespace Quant.Client.Cli.Tests.Runs;

/// <summary>A command that has ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Out">What it answered.</param>
/// <param name="Error">Everything else it said.</param>
internal sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>Runs <c>quant</c> in this process.</summary>
    public static Task<CliRun> Of(params string[] args) => WithInput("", args);

    /// <summary>The same with a standard input.</summary>
    public static async Task<CliRun> WithInput(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, error, new StringReader(input));
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The answer as JSON; the command must have succeeded.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Succeeded().Out);

    public CliRun Succeeded() =>
        Code == 0 ? this : throw new Xunit.Sdk.XunitException($"Exit code {Code}.\n{Error}\n{Out}");

    /// <summary>Asserts that it was refused with one message that has all these words.</summary>
    public void Refused(int code, params string[] words)
    {
        Assert.True(code == Code, $"Expected exit code {code}, got {Code}.\n{Error}\n{Out}");
        var said = Assert.Single(Error.Split('\n'), line => line.StartsWith("quant: ", StringComparison.Ordinal));
        foreach (var word in words)
        {
            Assert.Contains(word, said, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
