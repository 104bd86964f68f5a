using Quant.Features.Sets;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Specs;
using Quant.Learning.Specs;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.Search.Studies;

namespace Quant.Grains.Specs;

/// <inheritdoc cref="ISpecGrain"/>
[StatelessWorker]
public sealed class SpecGrain(SpecResolver specs) : Grain, ISpecGrain
{
    public Task<string> ResolveFeaturesAsync(
        string symbol,
        string interval,
        string adjustment,
        string featureSetJson
    ) =>
        Translated.RunAsync(async () =>
        {
            var resolved = await specs.FeaturesAsync(
                Symbol.Parse(symbol),
                Interval.Parse(interval),
                AdjustmentWords.Parse(adjustment),
                FeatureSetSpec.Parse(featureSetJson),
                CancellationToken.None
            );
            return resolved.Dataset.ToString();
        });

    public Task<string> ResolveModelAsync(string modelJson) =>
        Translated.RunAsync(async () =>
            (await specs.ModelAsync(ModelSpec.Read(modelJson), CancellationToken.None)).Fingerprint.ToString()
        );

    public Task<StudyPlanReport> ResolveStudyAsync(string studyJson) =>
        Translated.RunAsync(async () =>
        {
            var study = await specs.StudyAsync(StudySpec.Read(studyJson), CancellationToken.None);
            return new StudyPlanReport(study.Fingerprint.ToString(), study.Models.Count, study.Plan.Trials);
        });
}
