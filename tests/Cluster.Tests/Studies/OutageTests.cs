using Microsoft.Data.Sqlite;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Cluster.Tests.Studies;

/// <summary>What becomes of a study while another program holds the catalog.</summary>
public sealed class OutageTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    [Fact]
    public async Task A_study_waits_while_the_catalog_cannot_be_written_and_says_so()
    {
        await using var factory = await HalfWay.StartAsync(2, impatient: true);
        var (grain, _, _, hold) = await HalfWay.ReachAsync(factory);
        using (Lock(factory))
        {
            hold.Dispose();
            await Eventually.TrueAsync(
                async () =>
                    (await grain.GetStatusAsync()).Work.Step.StartsWith(
                        "waiting for storage: ",
                        StringComparison.Ordinal
                    ),
                "the study to say that it waits"
            );
            Assert.Equal(WorkState.Running, (await grain.GetStatusAsync()).Work.State);
        }

        var status = await grain.EndedAsync();

        await undisturbed.MustEqualAsync(factory, status, 0);
    }

    [Fact]
    public async Task A_study_that_waits_can_be_cancelled_once_the_catalog_is_back()
    {
        await using var factory = await HalfWay.StartAsync(2, impatient: true);
        var (grain, _, _, hold) = await HalfWay.ReachAsync(factory);
        using (Lock(factory))
        {
            hold.Dispose();
            await Eventually.TrueAsync(
                async () =>
                    (await grain.GetStatusAsync()).Work.Step.StartsWith(
                        "waiting for storage: ",
                        StringComparison.Ordinal
                    ),
                "the study to say that it waits"
            );
        }

        var status = await grain.CancelAsync();

        Assert.Equal(WorkState.Cancelled, status.Work.State);
        Assert.Empty(await factory.Catalog.Reminders.ListAsync(0, 0));
    }

    [Fact]
    public async Task What_cannot_be_begun_for_now_is_told_as_that()
    {
        await using var factory = await HalfWay.StartAsync(1, impatient: true);
        var grain = await factory.StudyGrainAsync(Undisturbed.Spec);
        using var held = Lock(factory);

        var fault = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            grain.StartAsync(Undisturbed.Spec.ToJsonString())
        );

        Assert.Contains("another process", fault.Message, StringComparison.Ordinal);
    }

    private static SqliteConnection Lock(TestFactory factory)
    {
        var connection = new SqliteConnection($"Data Source={factory.Stores.Root.CatalogPath};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }
}
