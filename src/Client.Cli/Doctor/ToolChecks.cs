using System.ComponentModel;
using System.Diagnostics;
using System.Net.NetworkInformation;
using Quant.Client.Cli.Verbs;

namespace Quant.Client.Cli.Doctor;

/// <summary>Programs beside this one, and the usual port.</summary>
internal static class ToolChecks
{
    private const int NodeMajor = 20;

    private static readonly string[] s_browsers =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public static async Task<DoctorCheck> NodeAsync(CancellationToken cancellation)
    {
        const string remedy = "Install Node 20 or newer from https://nodejs.org; it is needed to build, not to run.";
        var version = await OutputOfAsync("node", "--version", cancellation);
        return version is null ? new("node", Health.Optional, "not found on the PATH", remedy)
            : int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= NodeMajor
                ? new("node", Health.Ok, version)
            : new("node", Health.Optional, $"{version} is too old", remedy);
    }

    public static DoctorCheck Browser() =>
        Array.Find(s_browsers, File.Exists) is { } path
            ? new("chromium", Health.Ok, path)
            : new(
                "chromium",
                Health.Optional,
                "not found",
                "Only the browser tests need it: apt-get install chromium, which ./test does where it may."
            );

    public static DoctorCheck Postgres()
    {
        const string installed = "/usr/lib/postgresql";
        var found = Directory.Exists(installed)
            ? Directory
                .EnumerateDirectories(installed)
                .Select(version => Path.Combine(version, "bin", "initdb"))
                .FirstOrDefault(File.Exists)
            : null;
        return found is null
            ? new(
                "postgresql",
                Health.Optional,
                "not found",
                "Only the PostgreSQL tests need it: apt-get install postgresql, which ./test does where it may."
            )
            : new("postgresql", Health.Ok, found);
    }

    public static DoctorCheck Port()
    {
        var taken = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Any(listener => listener.Port == ServeVerb.DefaultPort);
        return taken
            ? new(
                "port",
                Health.Optional,
                $"{ServeVerb.DefaultPort} is taken",
                "'quant serve --port 0' takes any that is free."
            )
            : new("port", Health.Ok, $"{ServeVerb.DefaultPort} is free");
    }

    /// <summary>What a program prints; null where it cannot be run.</summary>
    private static async Task<string?> OutputOfAsync(string program, string argument, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, UseShellExecute = false }
            )!;
            var text = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? text.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
