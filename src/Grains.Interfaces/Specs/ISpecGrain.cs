namespace Quant.Grains.Interfaces.Specs;

/// <summary>
/// What a spec means with the data there is now: the keys of the grains that work on it. Checks the spec on the way.
/// A stateless worker; key: anything.
/// </summary>
[Alias("Quant.ISpecGrain")]
public interface ISpecGrain : IGrainWithStringKey
{
    /// <summary>Fingerprint of the dataset of a feature set: the first part of its grain's key.</summary>
    [Alias("ResolveFeatures")]
    Task<string> ResolveFeaturesAsync(string symbol, string interval, string adjustment, string featureSetJson);

    /// <summary>The fingerprint of a model: its grain's key.</summary>
    [Alias("ResolveModel")]
    Task<string> ResolveModelAsync(string modelJson);

    /// <summary>The id of a study, with its size: its grain's key.</summary>
    [Alias("ResolveStudy")]
    Task<StudyPlanReport> ResolveStudyAsync(string studyJson);
}

/// <summary>What a study would do.</summary>
/// <param name="Study">Its id: the fingerprint of its spec and bars.</param>
/// <param name="Models">Models it trains.</param>
/// <param name="Trials">Trials it simulates.</param>
[GenerateSerializer, Immutable, Alias("Quant.StudyPlanReport")]
public sealed record StudyPlanReport(
    [property: Id(0)] string Study,
    [property: Id(1)] int Models,
    [property: Id(2)] long Trials
);
