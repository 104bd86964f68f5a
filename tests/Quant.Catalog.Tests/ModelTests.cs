using Quant.Catalog.Models;
using Quant.Catalog.Tests.Databases;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class ModelTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_model_goes_from_training_to_ready_and_is_not_trained_twice(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var models = (await database.OpenAsync()).Models;
        var identity = Samples.Model("m", parent: "p");

        var begun = await models.BeginAsync(identity);
        Assert.Equal((ModelStatus.Training, (TrainedModel?)null), (begun.Status, begun.Result));
        database.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.True(await models.CompleteAsync(identity.Fingerprint, Samples.Trained()));
        Assert.False(await models.CompleteAsync(identity.Fingerprint, Samples.Trained()));
        Assert.False(await models.FailAsync(identity.Fingerprint, "too late"));

        var again = await models.BeginAsync(identity);
        Assert.Equal(
            new ModelRecord(
                identity,
                ModelStatus.Ready,
                TestDatabase.Start,
                TestDatabase.Start.AddSeconds(3),
                Samples.Trained(),
                null
            ),
            again
        );
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_failed_model_keeps_its_error_until_it_is_begun_again(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var models = (await database.OpenAsync()).Models;
        var identity = Samples.Model("m");
        await models.BeginAsync(identity);
        Assert.True(await models.FailAsync(identity.Fingerprint, "no rows left after warm-up"));

        var failed = await models.FindAsync(identity.Fingerprint);
        Assert.Equal((ModelStatus.Failed, "no rows left after warm-up"), (failed!.Status, failed.Error));

        var again = await models.BeginAsync(identity);
        Assert.Equal((ModelStatus.Training, (string?)null), (again.Status, again.Error));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Models_are_listed_by_what_they_are_and_by_page(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var models = (await database.OpenAsync()).Models;
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            await models.BeginAsync(Samples.Model(name, parent: name == "a" ? null : "a"));
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await models.CompleteAsync(Samples.Print("b"), Samples.Trained());

        var page = await models.ListAsync(
            new ModelQuery
            {
                Parent = Samples.Print("a"),
                Offset = 1,
                Limit = 1,
            }
        );
        Assert.Equal(3, page.Total);
        Assert.Equal(Samples.Print("c"), Assert.Single(page.Rows).Fingerprint);
        Assert.Equal(1, (await models.ListAsync(new ModelQuery { Status = ModelStatus.Ready })).Total);
        Assert.Equal(
            4,
            (
                await models.ListAsync(
                    new ModelQuery
                    {
                        Symbol = Samples.Spy,
                        Cohort = "grid-1",
                        Estimator = "trees",
                    }
                )
            ).Total
        );
        Assert.Equal(0, (await models.ListAsync(new ModelQuery { Cohort = "' OR 1=1 --" })).Total);
        await Assert.ThrowsAsync<BadInputException>(() => models.ListAsync(new ModelQuery { Limit = 0 }));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task Ancestry_leads_from_a_model_to_the_first_it_was_pruned_from(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var models = (await database.OpenAsync()).Models;
        await models.BeginAsync(Samples.Model("first"));
        await models.BeginAsync(Samples.Model("second", parent: "first"));
        await models.BeginAsync(Samples.Model("third", parent: "second"));
        await models.BeginAsync(Samples.Model("orphan", parent: "unknown"));
        await models.BeginAsync(Samples.Model("ring", parent: "ring"));

        Fingerprint[] expected = [Samples.Print("third"), Samples.Print("second"), Samples.Print("first")];
        Assert.Equal(expected, (await models.AncestryAsync(Samples.Print("third"))).Select(m => m.Fingerprint));
        Assert.Single(await models.AncestryAsync(Samples.Print("orphan")));
        Assert.Empty(await models.AncestryAsync(Samples.Print("unknown")));
        Assert.Single(await models.AncestryAsync(Samples.Print("ring")));
    }
}
