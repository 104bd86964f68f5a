using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Quant.Silo.Engines;

namespace Quant.Client.Cli.Output;

/// <summary>What <c>--version</c> says.</summary>
internal static class VersionText
{
    public static string Version { get; } =
        typeof(VersionText)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    public static void Install(RootCommand root) =>
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(
                $"quant {Version} ({LocalSilos.Engine} grain engine, .NET {Environment.Version})"
            );
            return ExitCodes.Ok;
        }
    }
}
