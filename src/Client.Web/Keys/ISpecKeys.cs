using System.Text.Json;

namespace Quant.Client.Web.Keys;

/// <summary>
/// The keys of the grains that work on a spec: what the spec means with the data there is now. Checks the spec on the way.
/// </summary>
public interface ISpecKeys
{
    /// <summary>Fingerprint of a feature set bound to an interval and an adjustment.</summary>
    /// <exception cref="Quant.Specs.BadInputException">The spec is not one.</exception>
    Task<string> FeatureDatasetAsync(
        JsonElement featureSet,
        string interval,
        string adjustment,
        CancellationToken cancellation
    );

    /// <summary>Fingerprint of a model: its spec and the content of its bars now.</summary>
    /// <exception cref="Quant.Specs.BadInputException">The spec is not one, or its symbol has no bars.</exception>
    Task<string> ModelAsync(JsonElement spec, CancellationToken cancellation);

    /// <summary>Id of a study: the fingerprint of its spec and the data of now.</summary>
    /// <exception cref="Quant.Specs.BadInputException">The spec is not one.</exception>
    Task<string> StudyAsync(JsonElement spec, CancellationToken cancellation);
}
