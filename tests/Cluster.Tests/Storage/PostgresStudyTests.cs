using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Cluster.Tests.Storage;

public sealed class PostgresStudyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_study_with_its_catalog_on_PostgreSQL_finds_the_same_to_the_bit_as_on_SQLite()
    {
        var connection = await postgres.CreateDatabaseAsync();
        var images = new List<StudyImage>();
        foreach (var server in new[] { null, connection })
        {
            await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 2, Postgres = server });
            await factory.ImportAsync("ACME", TestBars.Daily(700));
            var status = await factory.RunStudyAsync(TestSpecs.Study());
            Assert.Equal((WorkState.Completed, null), (status.Work.State, status.Work.Error));
            images.Add(await StudyImage.OfAsync(factory.Catalog, status.Study));
            Assert.Equal(server is not null, factory.Stores.Ownership is null);
            await factory.LakeMustBeWholeAsync();
        }
        images[1].MustEqual(images[0]);
    }
}
