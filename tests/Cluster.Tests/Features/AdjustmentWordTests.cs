using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Specs;

namespace Quant.Cluster.Tests.Features;

public sealed class AdjustmentWordTests
{
    [Theory, InlineData("raw", "none"), InlineData("all", "splitAndDividend")]
    public async Task Another_word_for_the_same_adjustment_is_the_same_dataset_and_the_same_model(
        string word,
        string other
    )
    {
        await using var factory = await TestFactory.StartAsync();
        await factory.ImportAsync("ACME", TestBars.Daily(600));
        Task<string> DatasetAsync(string adjustment) =>
            factory
                .Grain<ISpecGrain>("t")
                .ResolveFeaturesAsync("ACME", "1d", adjustment, TestSpecs.Features().ToJsonString());
        Task<string> ModelAsync(string adjustment)
        {
            var model = TestSpecs.Model();
            model["adjustment"] = adjustment;
            return factory.ModelKeyAsync(model);
        }

        Assert.Equal(await DatasetAsync(other), await DatasetAsync(word));
        Assert.Equal(await ModelAsync(other), await ModelAsync(word));
        Assert.NotEqual(await ModelAsync("split"), await ModelAsync(word));
        Assert.Equal((await factory.BuildAsync("ACME", TestSpecs.Features(), other)).Dataset, await DatasetAsync(word));
        await Faults.RefusedAsync("adjustment", () => ModelAsync("RAW"));
    }
}
