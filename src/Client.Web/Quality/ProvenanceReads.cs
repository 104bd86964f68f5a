using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Client.Web.Quality;

/// <summary>What the catalog knows of where bars came from.</summary>
internal sealed class ProvenanceReads(CatalogStore catalog)
{
    public async Task<ProvenanceDto> ReadAsync(Symbol symbol, Interval interval, CancellationToken cancellation)
    {
        var windows = await catalog.IngestWindows.ListAsync(symbol, interval, cancellation);
        var actions = await catalog.Adjustments.ListAsync(symbol, cancellation);
        return new ProvenanceDto(
            [
                .. windows
                    .GroupBy(window => (window.Source, window.Sessions))
                    .OrderBy(group => group.Key)
                    .Select(group => ToDto(group.Key.Source, group.Key.Sessions, [.. group])),
            ],
            [.. actions.Select(a => new ActionFactorsDto(a.LastDate, a.SplitFactor, a.DividendFactor, a.Source))]
        );
    }

    private static AskedSourceDto ToDto(string source, string sessions, IReadOnlyList<IngestWindow> windows)
    {
        var refused = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in windows.SelectMany(window => window.Refused))
        {
            refused[reason] = refused.GetValueOrDefault(reason) + count;
        }
        return new AskedSourceDto(
            source,
            sessions,
            windows.Count,
            windows.Count(window => window.Bars == 0),
            windows.Min(window => window.FromTs),
            windows.Max(window => window.ToTs),
            UnixMicros.From(windows.Max(window => window.AskedAt)),
            windows.Sum(window => window.Bars),
            refused
        );
    }
}
