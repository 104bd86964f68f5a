using System.Text.RegularExpressions;

namespace Quant.Deploy.Tests;

/// <summary>What the program itself says about its environment and ports.</summary>
internal static partial class Settings
{
    /// <summary>Variables the program names in its help, with those of its entry scripts.</summary>
    public static async Task<IReadOnlySet<string>> VariablesAsync()
    {
        var help = await Task.WhenAll(HelpAsync("silo"), HelpAsync("serve"), HelpAsync());
        var scripts = Repository.Read("deploy", "docker", "silo.sh") + Repository.Read("deploy", "docker", "web.sh");
        return Variable().Matches(string.Concat(help) + scripts).Select(match => match.Value).ToHashSet();
    }

    /// <summary>The default of an option, as help tells it.</summary>
    public static async Task<string> DefaultAsync(string verb, string option)
    {
        var help = await HelpAsync(verb);
        var line = help.Split('\n').Single(line => line.TrimStart().StartsWith($"{option} ", StringComparison.Ordinal));
        return Default().Match(line) is { Success: true } match
            ? match.Groups[1].Value
            : throw new Xunit.Sdk.XunitException($"{line} tells no default");
    }

    private static async Task<string> HelpAsync(params string[] verb) =>
        (await Tool.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "quant.dll"), .. verb, "--help"]))
            .Well()
            .Out;

    [GeneratedRegex(@"QUANT_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?:QUANT_[A-Z_]+; |default: )([^)\]]+)[)\]]")]
    private static partial Regex Default();
}
