using Quant.Lake.Manifest;

namespace Quant.MarketData.Tests.Storage;

/// <summary>What the manifest does with changes.</summary>
internal static class Manifests
{
    /// <summary>The entries after the changes, each of which must start from the generation that is there.</summary>
    public static List<ManifestEntry> Apply(IReadOnlyList<ManifestEntry> entries, IReadOnlyList<ManifestChange> changes)
    {
        Assert.Equal(changes.Count, changes.Select(change => change.Key).Distinct().Count());
        foreach (var change in changes)
        {
            var before = entries.SingleOrDefault(entry => entry.Key == change.Key);
            Assert.Equal(before?.Generation ?? 0, change.ExpectedGeneration);
            Assert.Equal(
                change.ExpectedGeneration + 1,
                change.Replacement?.Generation ?? change.ExpectedGeneration + 1
            );
        }
        return
        [
            .. entries.Where(entry => changes.All(change => change.Key != entry.Key)),
            .. changes.Select(change => change.Replacement).OfType<ManifestEntry>(),
        ];
    }
}
