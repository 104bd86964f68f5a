namespace Quant.MarketData.Providers.Registry;

/// <summary>A provider the program knows, usable or not.</summary>
/// <param name="Name">Short lower-case name.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Terms">What its terms allow, in a sentence.</param>
/// <param name="Missing">What has to be set before it can be used, such as names of variables; null when nothing is.</param>
/// <param name="Create">Makes it; called once, when first used.</param>
public sealed record ProviderEntry(string Name, string Title, string Terms, string? Missing, Func<IBarProvider> Create);
