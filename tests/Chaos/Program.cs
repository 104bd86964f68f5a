using Xunit.Runner.InProc.SystemConsole;

namespace Quant.Chaos;

internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        arguments is [VictimLoop.Argument, var root, var spec, var silos]
            ? VictimLoop.RunAsync(root, spec, short.Parse(silos, System.Globalization.CultureInfo.InvariantCulture))
            : ConsoleRunner.Run(arguments);
}
