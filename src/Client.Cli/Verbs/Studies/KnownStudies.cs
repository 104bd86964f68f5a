using Quant.Client.Cli.Api;
using Quant.Client.Cli.Input;

namespace Quant.Client.Cli.Verbs.Studies;

/// <summary>Finds the study a user means.</summary>
internal static class KnownStudies
{
    private const int Most = 10_000;

    /// <returns>Its whole id.</returns>
    public static Task<string> ResolveAsync(QuantClient client, string given, CancellationToken cancellation) =>
        Abbreviation.ResolveAsync(
            given,
            "study",
            "study",
            async () => (await client.StudiesAsync(Most, cancellation)).Select(study => study.Id)
        );
}
