using System.Globalization;
using System.Runtime.InteropServices;
using Quant.Client.Cli.Output;
using Quant.Lake.DuckDb;
using Quant.Silo.Engines;

namespace Quant.Client.Cli.Doctor;

/// <summary>What the program itself needs to run.</summary>
internal static class ProgramChecks
{
    private const int DotnetMajor = 10;

    public static DoctorCheck Program() =>
        new(
            "quant",
            Health.Ok,
            $"{VersionText.Version}, {LocalSilos.Engine} grain engine, {RuntimeInformation.RuntimeIdentifier}, "
                + string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors")
        );

    public static DoctorCheck Runtime() =>
        Environment.Version.Major >= DotnetMajor
            ? new("dotnet", Health.Ok, RuntimeInformation.FrameworkDescription)
            : new(
                "dotnet",
                Health.Missing,
                RuntimeInformation.FrameworkDescription,
                $"Install the .NET {DotnetMajor} SDK from https://dot.net."
            );

    /// <summary>Finds DuckDB's library and loads it.</summary>
    public static DoctorCheck DuckDb()
    {
        try
        {
            var path = DuckDbLibrary.Locate();
            return new("duckdb", Health.Ok, $"{DuckDbEngine.Version} at {path}");
        }
        catch (Exception fault)
            when (fault is DllNotFoundException or BadImageFormatException or PlatformNotSupportedException)
        {
            return new(
                "duckdb",
                Health.Missing,
                fault.Message,
                $"Run 'npm ci' in the repository's root, or set {DuckDbLibrary.EnvironmentVariable} to the library's path."
            );
        }
    }

    /// <summary>The built web app, which the build puts beside the program.</summary>
    public static DoctorCheck Pages(string folder)
    {
        var root = Path.Combine(folder, "wwwroot");
        return File.Exists(Path.Combine(root, "index.html"))
            ? new("web app", Health.Ok, root)
            : new(
                "web app",
                Health.Missing,
                $"no index.html in {root}",
                "Build again with Node 20 or newer: ./quant does."
            );
    }
}
