using System.Text.Json;
using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>The doctor looks from outside: it makes nothing, opens nothing, and works when nothing else does.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_that_has_what_is_needed_is_sound_and_no_data_root_is_made()
    {
        var run = await CliRun.Of("doctor", "--json", "--root", _folder.Root);

        Assert.True(run.Json.GetProperty("sound").GetBoolean());
        Assert.Contains("libduckdb", Check(run, "duckdb").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "will be made",
            Check(run, "data root").GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(_folder.Root));
    }

    [Fact]
    public async Task It_tells_the_catalogs_version_and_who_owns_the_root()
    {
        (await CliRun.Of("bars", "list", "--root", _folder.Root)).Succeeded();
        using var owner = Lake.Roots.DataRootLock.Acquire(Lake.Roots.DataRoot.Open(_folder.Root), TimeProvider.System);

        var run = await CliRun.Of("doctor", "--json", "--root", _folder.Root);

        Assert.Matches(@"schema version [1-9]\d*$", Check(run, "catalog").GetProperty("detail").GetString());
        Assert.Contains(
            $"process {Environment.ProcessId} ",
            Check(run, "in use by").GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_root_below_a_file_is_missing_and_the_exit_code_is_1()
    {
        var run = await CliRun.Of("doctor", "--root", Path.Combine(_folder.Write("file", ""), "data"));

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("MISSING", run.Out, StringComparison.Ordinal);
        Assert.Contains("--root or QUANT_DATA", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_catalog_is_missing_and_the_exit_code_is_1()
    {
        Directory.CreateDirectory(_folder.Root);
        await File.WriteAllTextAsync(Path.Combine(_folder.Root, "catalog.db"), new string('x', 5000));

        var run = await CliRun.Of("doctor", "--json", "--root", _folder.Root);

        Assert.Equal(ExitCodes.Failed, run.Code);
        var catalog = JsonSerializer.Deserialize<JsonElement>(run.Out).GetProperty("checks").EnumerateArray();
        Assert.Equal(
            "missing",
            catalog.Single(c => c.GetProperty("name").GetString() == "catalog").GetProperty("health").GetString()
        );
    }

    private static JsonElement Check(CliRun run, string name) =>
        run.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
}
