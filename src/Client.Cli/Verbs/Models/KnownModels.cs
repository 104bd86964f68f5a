using Quant.Client.Cli.Api;
using Quant.Client.Cli.Input;

namespace Quant.Client.Cli.Verbs.Models;

/// <summary>Finds the model a user means.</summary>
internal static class KnownModels
{
    private const int Most = 10_000;

    /// <returns>Its whole fingerprint.</returns>
    public static Task<string> ResolveAsync(
        QuantClient client,
        string given,
        string field,
        CancellationToken cancellation
    ) =>
        Abbreviation.ResolveAsync(
            given,
            field,
            "model",
            async () => (await client.ModelsAsync(null, null, Most, cancellation)).Select(model => model.Fingerprint)
        );
}
