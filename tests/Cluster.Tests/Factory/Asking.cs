using System.Text.Json.Nodes;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Models;
using Quant.Grains.Interfaces.Search;
using Quant.Grains.Interfaces.Simulation;
using Quant.Grains.Interfaces.Specs;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Asking a factory for work, as a client does: resolve the spec, then call the grain of its address.</summary>
internal static class Asking
{
    public static async Task<FeatureReport> BuildAsync(
        this TestFactory factory,
        string symbol,
        JsonObject features,
        string adjustment = "splitAndDividend",
        string interval = "1d"
    )
    {
        var json = features.ToJsonString();
        var dataset = await factory.Grain<ISpecGrain>("t").ResolveFeaturesAsync(symbol, interval, adjustment, json);
        return await factory
            .Grain<IFeatureGrain>($"{dataset}|{symbol}")
            .BuildAsync(new FeatureRequest(symbol, interval, adjustment, json), CancellationToken.None);
    }

    public static Task<string> ModelKeyAsync(this TestFactory factory, JsonObject model) =>
        factory.Grain<ISpecGrain>("t").ResolveModelAsync(model.ToJsonString());

    public static async Task<ModelReport> TrainAsync(this TestFactory factory, JsonObject model) =>
        await factory
            .Grain<IModelGrain>(await factory.ModelKeyAsync(model))
            .TrainAsync(new ModelRequest(model.ToJsonString()), CancellationToken.None);

    public static async Task<IGridSearchGrain> StudyGrainAsync(this TestFactory factory, JsonObject study)
    {
        var plan = await factory.Grain<ISpecGrain>("t").ResolveStudyAsync(study.ToJsonString());
        return factory.Grain<IGridSearchGrain>(plan.Study);
    }

    /// <summary>Starts a study and waits until it ends.</summary>
    public static async Task<StudyStatus> RunStudyAsync(this TestFactory factory, JsonObject study)
    {
        var grain = await factory.StudyGrainAsync(study);
        await grain.StartAsync(study.ToJsonString());
        return await grain.EndedAsync();
    }

    /// <summary>Waits until a study is no longer running.</summary>
    public static async Task<StudyStatus> EndedAsync(this IGridSearchGrain grain)
    {
        while (true)
        {
            var status = await grain.WaitAsync(TimeSpan.FromSeconds(20));
            if (status.Work.State != Grains.Interfaces.Progress.WorkState.Running)
            {
                return status;
            }
        }
    }

    public static Task<RunReport> RunAsync(
        this TestFactory factory,
        string model,
        string rules,
        long? from = null,
        long? to = null,
        int blocks = 16,
        bool inSample = false
    ) =>
        factory
            .Grain<ISimulationGrain>(model)
            .RunAsync(new RunRequest(model, rules, from, to, blocks, inSample), CancellationToken.None);
}
