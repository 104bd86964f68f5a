using System.Text.Json.Nodes;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Search;

namespace Quant.Cluster.Tests.Studies;

/// <summary>The study that others interrupt, run without a disturbance.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    internal static IReadOnlyList<TestBar> Bars { get; } = TestBars.Daily(700);

    internal static JsonObject Spec => TestSpecs.ManyModels();

    internal const long Trials = TestSpecs.Many * TestSpecs.RulesOfEach;

    internal string Study { get; private set; } = "";

    internal double? BestScore { get; private set; }

    internal StudyImage Image { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", Bars);
        var status = await factory.RunStudyAsync(Spec);
        Assert.Equal((WorkState.Completed, Trials), (status.Work.State, status.TrialsDone));
        (Study, BestScore) = (status.Study, status.BestScore);
        Image = await StudyImage.OfAsync(factory.Catalog, Study);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A study that was interrupted with so many trials recorded has ended like this one.</summary>
    internal async Task MustEqualAsync(TestFactory factory, StudyStatus status, long kept)
    {
        Assert.Equal((WorkState.Completed, null), (status.Work.State, status.Work.Error));
        Assert.Equal(Trials, status.TrialsDone);
        Assert.InRange(status.TrialsReused, kept, Trials - 1);
        Assert.Equal(BestScore, status.BestScore);
        (await StudyImage.OfAsync(factory.Catalog, Study)).MustEqual(Image);
        await factory.LakeMustBeWholeAsync();
    }
}
