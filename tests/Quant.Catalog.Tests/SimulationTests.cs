using Quant.Catalog.Simulations;
using Quant.Catalog.Tests.Databases;
using Quant.Lake.Manifest;

namespace Quant.Catalog.Tests;

public sealed class SimulationTests(PostgresFixture postgres)
{
    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_simulation_is_kept_once_and_found_by_fingerprint_model_and_symbol(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var simulations = (await database.OpenAsync()).Simulations;
        var run = Samples.Print("run");
        SimulationRecord simulation = new(
            run,
            Samples.Print("model"),
            Samples.Spy,
            "{\"delay\":1}",
            10,
            20,
            true,
            "{\"sharpe\":1}",
            "[\"20 bars read\"]",
            Dataset.Run(run),
            TestDatabase.Start
        );

        Assert.True(await simulations.TryAddAsync(simulation));
        Assert.False(await simulations.TryAddAsync(simulation with { InSample = false }));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await simulations.TryAddAsync(simulation with { Fingerprint = Samples.Print("other"), Symbol = Samples.Aapl });

        Assert.Equal(simulation, await simulations.FindAsync(run));
        Assert.Null(await simulations.FindAsync(Samples.Print("none")));
        Assert.Equal(
            [Samples.Aapl, Samples.Spy],
            (await simulations.ListAsync(Samples.Print("model"))).Rows.Select(s => s.Symbol)
        );
        Assert.Equal(1, (await simulations.ListAsync(symbol: Samples.Spy)).Total);
        Assert.Equal(0, (await simulations.ListAsync(Samples.Print("none"), Samples.Spy)).Total);
    }
}
