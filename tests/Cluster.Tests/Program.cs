using Quant.Cluster.Tests.Processes;
using Xunit.Runner.InProc.SystemConsole;

namespace Quant.Cluster.Tests;

internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        arguments is [StudyDriver.Argument, var root, var spec]
            ? StudyDriver.RunAsync(root, spec)
            : ConsoleRunner.Run(arguments);
}
