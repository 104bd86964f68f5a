namespace Quant.EndToEnd.Tests;

/// <summary>The browser of the system.</summary>
internal static class Chromium
{
    public const string Missing =
        "no Chromium found: install Debian's package chromium, or name a browser in QUANT_CHROMIUM";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    /// <summary>Its program; null where there is none.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("QUANT_CHROMIUM");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        var found = folders.SelectMany(folder => s_names.Select(name => System.IO.Path.Combine(folder, name)));
        return named is not null && File.Exists(named) ? named : found.FirstOrDefault(File.Exists);
    }
}
