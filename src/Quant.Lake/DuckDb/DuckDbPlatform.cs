using System.Runtime.InteropServices;

namespace Quant.Lake.DuckDb;

/// <summary>What the library is called on one platform.</summary>
/// <param name="Rid">.NET's runtime identifier, such as <c>linux-musl-arm64</c>.</param>
/// <param name="NpmPackage">The package that carries it, such as <c>@duckdb/node-bindings-linux-arm64-musl</c>.</param>
/// <param name="FileName">The library's file name.</param>
internal sealed record DuckDbPlatform(string Rid, string NpmPackage, string FileName)
{
    public static DuckDbPlatform Current { get; } =
        Of(
            OperatingSystem.IsWindows() ? OSPlatform.Windows
                : OperatingSystem.IsMacOS() ? OSPlatform.OSX
                : OSPlatform.Linux,
            RuntimeInformation.ProcessArchitecture,
            RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
                || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal)
        );

    public static DuckDbPlatform Of(OSPlatform os, Architecture architecture, bool musl)
    {
        var cpu = architecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => throw new PlatformNotSupportedException(
                $"DuckDB is built for x64 and arm64 processors, not for {architecture}."
            ),
        };
        const string package = "@duckdb/node-bindings";
        return os == OSPlatform.Windows ? new($"win-{cpu}", $"{package}-win32-{cpu}", "duckdb.dll")
            : os == OSPlatform.OSX ? new($"osx-{cpu}", $"{package}-darwin-{cpu}", "libduckdb.dylib")
            : musl ? new($"linux-musl-{cpu}", $"{package}-linux-{cpu}-musl", "libduckdb.so")
            : new($"linux-{cpu}", $"{package}-linux-{cpu}", "libduckdb.so");
    }
}
