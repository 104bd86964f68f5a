using System.Text.Json.Nodes;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Chaos;

/// <summary>The study that is harmed: 5,000 trials over 100 models; and what it finds when nobody harms it.</summary>
public sealed class Unharmed : IAsyncLifetime
{
    internal const int Models = 100;
    internal const int RulesOfEach = 50;
    internal const long Trials = Models * RulesOfEach;

    /// <summary>A root with the study's bars, to be copied.</summary>
    internal TestRoot Bars { get; } = new();

    internal string Study { get; private set; } = "";

    internal StudyImage Image { get; private set; } = null!;

    internal static JsonObject Spec
    {
        get
        {
            var spec = TestSpecs.Study("ACME", "ridge");
            spec["name"] = "harmed study";
            var axes = spec["space"]!["axes"]!;
            axes[0] = TestSpecs.Axis(
                "model.training.label.params.horizon",
                [.. Enumerable.Range(1, Models).Select(horizon => (double)horizon)]
            );
            axes[1] = TestSpecs.Axis("rules.entryThreshold", 0, 0.0003, 0.0006, 0.001, 0.002);
            axes[2] = TestSpecs.Axis("rules.stop", 0, 0.01, 0.02, 0.03, 0.05);
            axes[3] = TestSpecs.Axis("rules.maxHoldBars", 0, 8);
            return spec;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await using (var factory = await TestFactory.StartAsync(root: Bars))
        {
            await factory.ImportAsync("ACME", TestBars.Daily(900));
        }
        using var root = Bars.Copy();
        await using (var factory = await TestFactory.StartAsync(root: root))
        {
            var status = await factory.RunStudyAsync(Spec);
            Assert.Equal((WorkState.Completed, Trials, Models), (status.Work.State, status.TrialsDone, status.Models));
            Study = status.Study;
            Image = await StudyImage.OfAsync(factory.Catalog, Study);
        }
    }

    public ValueTask DisposeAsync()
    {
        Bars.Dispose();
        return ValueTask.CompletedTask;
    }
}
