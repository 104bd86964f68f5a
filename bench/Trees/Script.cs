using System.Runtime.CompilerServices;

namespace Quant.Bench.Trees;

/// <summary>Finds the peers' scripts beside the source.</summary>
internal static class Script
{
    public static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "peers"));
}
