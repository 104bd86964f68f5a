namespace Quant.MarketData.Providers.Http;

/// <summary>Who is asked, and as whom.</summary>
/// <param name="Provider">Its name, as errors say it.</param>
/// <param name="Headers">Headers of every request, the key among them.</param>
/// <param name="Secrets">Texts that must not appear in any message.</param>
/// <param name="Explain">
/// The sentence for a refusal: of the HTTP status and the provider's own message (empty where it gave none). It says
/// what to do about it.
/// </param>
internal sealed record ProviderAccess(
    string Provider,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<string> Secrets,
    Func<int, string, string> Explain
)
{
    public override string ToString() => Provider;
}
