using Orleans.TestingHost;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Search;
using Quant.Grains.Work;

namespace Quant.Cluster.Tests.Studies;

/// <summary>A study that has come half-way and no further, for the computing threads of all silos are held.</summary>
/// <param name="Grain">The study.</param>
/// <param name="Home">The silo it lives on.</param>
/// <param name="Worker">Another silo, with work of the study waiting on it where there is such a silo.</param>
/// <param name="Hold">What holds the silos, until disposed.</param>
internal sealed record HalfWay(
    IGridSearchGrain Grain,
    InProcessSiloHandle Home,
    InProcessSiloHandle Worker,
    IDisposable Hold
)
{
    /// <summary>A factory with the study's bars.</summary>
    public static async Task<TestFactory> StartAsync(short silos, TestRoot? root = null, bool impatient = false)
    {
        var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = silos, Impatient = impatient }, root);
        await factory.ImportAsync("ACME", Undisturbed.Bars);
        return factory;
    }

    /// <summary>Runs the study, piece by piece, until some of its trials are done and all else of it waits.</summary>
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
        var holds = new Holds(factory);
        try
        {
            await grain.StartAsync(Undisturbed.Spec.ToJsonString());
            for (long done = 0; done == 0; )
            {
                await Eventually.TrueAsync(
                    async () => holds.AllWaiting(done = (await grain.GetStatusAsync()).TrialsDone),
                    "all that is under way to wait"
                );
                if (done == 0)
                {
                    holds.LetSomeThrough();
                }
            }
            return new HalfWay(grain, home, holds.WorkerBeside(home), holds);
        }
        catch
        {
            holds.Dispose();
            throw;
        }
    }

    private sealed class Holds(TestFactory factory) : IDisposable
    {
        private readonly List<(InProcessSiloHandle Silo, Blocker Blocker)> _holds =
        [
            .. factory.Cluster.Silos.Select(silo => (silo, new Blocker(factory.PoolOf(silo)))),
        ];

        /// <summary>Every lane of the study has a piece waiting: nothing moves until something is let through.</summary>
        public bool AllWaiting(long done) =>
            _holds.Sum(hold => hold.Blocker.Waiting)
            == Math.Min(
                2 * WorkPool.DefaultThreads * _holds.Count,
                (Undisturbed.Trials - done) / TestSpecs.RulesOfEach
            );

        public void LetSomeThrough() => _holds.First(hold => hold.Blocker.Waiting > 0).Blocker.LetThrough();

        public InProcessSiloHandle WorkerBeside(InProcessSiloHandle home) =>
            _holds.Where(hold => hold.Silo != home).MaxBy(hold => hold.Blocker.Waiting).Silo;

        public void Dispose()
        {
            foreach (var (_, blocker) in _holds)
            {
                blocker.Dispose();
            }
        }
    }
}
