using Quant.Client.Cli.Tests.Runs;
using Quant.Silo.Engines;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>Silos of a running server are shown, added and drained.</summary>
public sealed class ClusterTests(ServedRoot served) : IClassFixture<ServedRoot>
{
    [Fact]
    public async Task A_silo_is_added_shown_and_drained()
    {
        var added = (await served.RunAsync("cluster", "add", "--name", "extra", "--json")).Json;
        Assert.Equal("Active", added.GetProperty("status").GetString());

        var shown = (await served.RunAsync("cluster", "show", "--json")).Json;
        Assert.Equal(LocalSilos.Engine, shown.GetProperty("grainEngine").GetString());
        Assert.Equal(2, shown.GetProperty("totals").GetProperty("silos").GetInt32());
        Assert.Matches("silos", (await served.RunAsync("cluster", "show")).Succeeded().Out);

        var drained = await served.RunAsync("cluster", "drain", "extra");
        Assert.Contains("extra has gone.", drained.Succeeded().Out, StringComparison.Ordinal);
        shown = (await served.RunAsync("cluster", "show", "--json")).Json;
        Assert.Equal(1, shown.GetProperty("totals").GetProperty("silos").GetInt32());
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_the_reason()
    {
        (await served.RunAsync("cluster", "add", "--name", "a b")).Refused(ExitCodes.Usage, "name", "a b");
        (await served.RunAsync("cluster", "add", "--name", "silo-1")).Refused(ExitCodes.Usage, "name", "silo-1");
        var unknown = await served.RunAsync("cluster", "drain", "nobody");
        Assert.Equal(ExitCodes.Failed, unknown.Code);
        Assert.Contains("No silo 'nobody'", unknown.Error, StringComparison.Ordinal);
        var own = await served.RunAsync("cluster", "drain", "silo-1");
        Assert.Equal(ExitCodes.Failed, own.Code);
        Assert.Contains("silo-1", own.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_there_is_no_cluster()
    {
        using var folder = new TempFolder();
        (await CliRun.Of("cluster", "show", "--root", folder.Root)).Refused(ExitCodes.Usage, "--root", folder.Root);
    }
}
