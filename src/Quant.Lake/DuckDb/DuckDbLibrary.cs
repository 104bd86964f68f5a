using System.Reflection;
using System.Runtime.InteropServices;

namespace Quant.Lake.DuckDb;

/// <summary>
/// Where DuckDB's native library is: the file that the environment variable <c>QUANT_DUCKDB</c> names, else
/// <c>runtimes/&lt;rid&gt;/native</c> beside this assembly, else the npm package of this platform in a
/// <c>node_modules</c> of any folder above.
/// </summary>
public static class DuckDbLibrary
{
    public const string EnvironmentVariable = "QUANT_DUCKDB";

    /// <summary>The name the imports give; never a file's.</summary>
    internal const string ImportName = "duckdb";

    private static readonly Lock s_lock = new();
    private static bool s_registered;

    /// <summary>Full path of the library file that is, or would be, loaded.</summary>
    /// <exception cref="DllNotFoundException">There is none; the message says what to run.</exception>
    public static string Locate() =>
        Locate(
            Environment.GetEnvironmentVariable(EnvironmentVariable),
            [AppContext.BaseDirectory, Path.GetDirectoryName(typeof(DuckDbLibrary).Assembly.Location) ?? ""],
            DuckDbPlatform.Current
        );

    internal static string Locate(string? named, IReadOnlyList<string> baseFolders, DuckDbPlatform platform)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new DllNotFoundException(
                    $"{EnvironmentVariable} names '{named}', which is not a file; expected the path of {platform.FileName}."
                );
        }
        foreach (var candidate in baseFolders.Where(folder => folder.Length > 0).SelectMany(Candidates))
        {
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }
        throw new DllNotFoundException(
            $"DuckDB's library {platform.FileName} was not found: run 'npm ci' in the repository's root, which installs "
                + $"{platform.NpmPackage}, or set {EnvironmentVariable} to the path of the library."
        );

        IEnumerable<string> Candidates(string folder)
        {
            yield return Path.Combine(folder, "runtimes", platform.Rid, "native", platform.FileName);
            for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
            {
                yield return Path.Combine(parent.FullName, "node_modules", platform.NpmPackage, platform.FileName);
            }
        }
    }

    /// <summary>Makes imports of this assembly find the library; once per process.</summary>
    internal static void Register()
    {
        lock (s_lock)
        {
            if (!s_registered)
            {
                NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, Resolve);
                s_registered = true;
            }
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == ImportName ? NativeLibrary.Load(Locate()) : 0;
}
