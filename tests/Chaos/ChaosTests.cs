using System.Globalization;
using Quant.Catalog;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;
using Quant.Silo.Engines;

namespace Quant.Chaos;

/// <summary>
/// Twenty things done to a study of 5,000 trials while it runs: silos killed, stopped and added, the catalog held, the
/// process killed with SIGKILL. It ends like a study nobody touched, to the bit. The seeds are those of
/// <c>QUANT_CHAOS_SEEDS</c>, such as <c>1-10</c> or <c>3,7</c>; without it, 1 and 2.
/// </summary>
public sealed class ChaosTests(Unharmed unharmed, ITestOutputHelper output) : IClassFixture<Unharmed>
{
    private const int Harms = 20;
    private const int Silos = 3;

    /// <summary>Microsoft Orleans takes seconds to stop a silo and to miss one, during which the others may end the study.</summary>
    private static readonly int s_leastHarms = LocalSilos.Engine == "Embedded" ? Harms : Harms / 4;
    private static readonly TimeSpan s_longestHold = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static TheoryData<int> Seeds
    {
        get
        {
            var seeds = new TheoryData<int>();
            foreach (var part in (Environment.GetEnvironmentVariable("QUANT_CHAOS_SEEDS") ?? "1-2").Split(','))
            {
                var ends = part.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
                for (var seed = ends[0]; seed <= ends[^1]; seed++)
                {
                    seeds.Add(seed);
                }
            }
            return seeds;
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task A_harmed_study_ends_like_one_nobody_touched(int seed)
    {
        using var root = unharmed.Bars.Copy();
        using var witness = new Witness(root);
        var spec = Unharmed.Spec.ToJsonString();
        var victim = await Victim.StartAsync(root, spec, Silos);
        var done = 0;
        try
        {
            foreach (var harm in Harm.Draw(seed, Harms))
            {
                await Eventually.TrueAsync(
                    () => witness.Progress >= harm.Progress || victim.Ended.IsCompleted,
                    $"progress to {harm.Progress:P0}"
                );
                if (victim.Ended.IsCompleted)
                {
                    break;
                }
                done++;
                var at = witness.Progress;
                switch (harm.Kind)
                {
                    case HarmKind.KillProcess:
                        await victim.KillAsync();
                        witness.Remember();
                        await victim.DisposeAsync();
                        victim = await Victim.StartAsync(root, spec, Silos);
                        break;
                    case HarmKind.HoldCatalog:
                        using (witness.Hold())
                        {
                            await Task.WhenAny(victim.Ended, Task.Delay(s_longestHold * (harm.Pick + 1) / 100));
                        }
                        break;
                    default:
                        await victim.HarmAsync(harm);
                        break;
                }
                witness.Remember();
                output.WriteLine($"{at:P1} {harm.Kind} {harm.Pick}");
            }
            var ended = await victim.Ended.WaitAsync(s_patience);
            Assert.Equal($"{VictimLoop.Ended} {nameof(WorkState.Completed)}", ended.TrimEnd());
        }
        finally
        {
            await victim.DisposeAsync();
        }
        witness.Remember();
        Assert.InRange(done, s_leastHarms, Harms);
        Assert.Equal(Unharmed.Trials, witness.Recorded);

        await using var factory = await TestFactory.StartAsync(root: root);
        (await StudyImage.OfAsync(factory.Catalog, unharmed.Study)).MustEqual(unharmed.Image);
        Assert.Equal(Unharmed.Models, (await factory.Catalog.Models.ListAsync(new())).Rows.Count);
        await factory.LakeMustBeWholeAsync();
    }
}
