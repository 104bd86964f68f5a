using Orleans.TestingHost;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Search;

namespace Quant.Cluster.Tests.Studies;

/// <summary>A study that has come half-way and no further, for one silo's computing threads are held.</summary>
/// <param name="Grain">The study.</param>
/// <param name="Home">The silo it lives on.</param>
/// <param name="Held">Another silo, which computes nothing.</param>
/// <param name="Hold">What holds it.</param>
internal sealed record HalfWay(IGridSearchGrain Grain, InProcessSiloHandle Home, InProcessSiloHandle Held, Blocker Hold)
{
    /// <summary>A factory with the study's bars.</summary>
    public static async Task<TestFactory> StartAsync(short silos, TestRoot? root = null, TimeProvider? clock = null)
    {
        var factory = await TestFactory.StartAsync(
            new FactoryOptions { Silos = silos, Clock = clock ?? TimeProvider.System },
            root
        );
        await factory.ImportAsync("ACME", Undisturbed.Bars);
        return factory;
    }

    /// <summary>Runs the study until some of its trials are done and some wait for the held silo.</summary>
    public static async Task<HalfWay> ReachAsync(TestFactory factory)
    {
        foreach (var horizon in Enumerable.Range(1, TestSpecs.Many))
        {
            var model = Undisturbed.Spec["model"]!.DeepClone().AsObject();
            model["training"]!["label"]!["params"]!["horizon"] = horizon;
            await factory.TrainAsync(model);
        }
        var grain = await factory.StudyGrainAsync(Undisturbed.Spec);
        await grain.GetStatusAsync();
        var home = await factory.SiloOfAsync(grain);
        var held = factory.Cluster.Silos.First(silo => silo != home);
        var hold = new Blocker(factory.PoolOf(held));
        await grain.StartAsync(Undisturbed.Spec.ToJsonString());
        await Eventually.TrueAsync(
            async () => hold.Waiting > 0 && (await grain.GetStatusAsync()).TrialsDone > 0,
            "a study half-way"
        );
        return new HalfWay(grain, home, held, hold);
    }
}
