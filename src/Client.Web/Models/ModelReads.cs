using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Symbols;
using Quant.Grains.Interfaces.Faults;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Client.Web.Models;

/// <inheritdoc cref="IModelReads"/>
internal sealed class ModelReads(CatalogStore catalog, KnownSymbols symbols) : IModelReads
{
    public async Task<IReadOnlyList<ModelDto>> ListAsync(
        string? symbol,
        string? cohort,
        int limit,
        CancellationToken cancellation
    )
    {
        var facts = await symbols.AllAsync(cancellation);
        var query = new ModelQuery
        {
            Symbol = symbol is null ? null : Symbol.Parse(symbol),
            Cohort = cohort,
            Limit = limit,
        };
        return [.. (await catalog.Models.ListAsync(query, cancellation)).Rows.Select(model => ToDto(model, facts))];
    }

    public async Task<ModelDetailDto> ReadAsync(string fingerprint, CancellationToken cancellation)
    {
        var line = await catalog.Models.AncestryAsync(Fingerprint.Parse(fingerprint), cancellation);
        if (line.Count == 0)
        {
            throw new NotFoundException($"No model {fingerprint}; /api/models lists those there are.");
        }
        var facts = await symbols.AllAsync(cancellation);
        return new ModelDetailDto(
            ToDto(line[0], facts),
            JsonText.Parse(line[0].Identity.Spec),
            JsonText.ParseOrNull(line[0].Result?.Card),
            [.. line.Skip(1).Select(model => ToDto(model, facts))]
        );
    }

    private static ModelDto ToDto(ModelRecord model, Func<Symbol, SymbolFacts> facts) =>
        new(
            model.Fingerprint.ToString(),
            model.Identity.Symbol.ToString(),
            facts(model.Identity.Symbol).Synthetic,
            model.Identity.Interval.ToString(),
            model.Identity.Estimator,
            model.Identity.Label,
            model.Identity.FeatureSet.ToString(),
            Words.Of(model.Status),
            model.Identity.Parent?.ToString(),
            model.Identity.Cohort,
            model.CreatedAt,
            model.Result?.TrainMs,
            model.Result?.Rows,
            model.Result?.Folds,
            Metrics.Of(JsonText.ParseOrNull(model.Result?.Metrics)),
            model.Error
        );
}
