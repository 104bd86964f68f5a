using Quant.Catalog;
using Quant.Catalog.Models;
using Quant.Catalog.Simulations;
using Quant.Client.Web.Bars;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Json;
using Quant.Client.Web.Symbols;
using Quant.Grains.Interfaces.Faults;
using Quant.MarketData.Bars;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Client.Web.Simulations;

/// <inheritdoc cref="ISimulationReads"/>
internal sealed class SimulationReads(CatalogStore catalog, RunSeries series, KnownSymbols symbols) : ISimulationReads
{
    private const int MostTrades = 10_000;

    public async Task<IReadOnlyList<SimulationDto>> ListAsync(
        string? symbol,
        string? model,
        int limit,
        CancellationToken cancellation
    )
    {
        var page = await catalog.Simulations.ListAsync(
            model is null ? null : Fingerprint.Parse(model, "model"),
            symbol is null ? null : Symbol.Parse(symbol),
            0,
            limit,
            cancellation
        );
        var facts = await symbols.AllAsync(cancellation);
        var models = new Dictionary<Fingerprint, ModelRecord?>();
        foreach (var needed in page.Rows.Select(row => row.Model).Distinct())
        {
            models[needed] = await catalog.Models.FindAsync(needed, cancellation);
        }
        return [.. page.Rows.Select(row => SimulationMapping.ToDto(row, models[row.Model], facts(row.Symbol)))];
    }

    public async Task<SimulationDetailDto> ReadAsync(string fingerprint, CancellationToken cancellation)
    {
        var record = await FindAsync(fingerprint, cancellation);
        var model = await catalog.Models.FindAsync(record.Model, cancellation);
        var facts = (await symbols.AllAsync(cancellation))(record.Symbol);
        var equity = await series.ReadEquityAsync(record.Fingerprint, long.MinValue, long.MaxValue, cancellation);
        return new SimulationDetailDto(
            SimulationMapping.ToDto(record, model, facts),
            JsonText.Parse(record.Rules),
            SimulationMapping.Account(record.Account),
            equity is null
                ? []
                : MonthlyReturns.Of(equity.Timestamps(), equity.Doubles("equity"), ExchangeZone.Parse(facts.TimeZone))
        );
    }

    public async Task<EquityDto> ReadEquityAsync(EquityQuery query, CancellationToken cancellation)
    {
        _ = new Buckets(0, query.MaxPoints);
        var record = await FindAsync(query.Fingerprint, cancellation);
        var (from, to) = (query.FromTs ?? long.MinValue, query.ToTs ?? long.MaxValue);
        var rows =
            await series.ReadEquityAsync(record.Fingerprint, from, to, cancellation)
            ?? throw new NotFoundException($"Backtest {record.Fingerprint} kept no equity.");
        var points = new Buckets(rows.Rows, query.MaxPoints);
        var equity = rows.Doubles("equity");
        return new EquityDto(
            record.Fingerprint.ToString(),
            points.Rows,
            points.Stride,
            points.First(rows.Timestamps()),
            points.Last(equity),
            points.Min(equity),
            points.Max(equity),
            points.Last(rows.Doubles("buy_and_hold")),
            points.Max(rows.Doubles("drawdown"))
        );
    }

    public async Task<TradesDto> ReadTradesAsync(
        string fingerprint,
        int offset,
        int limit,
        CancellationToken cancellation
    )
    {
        if (offset < 0)
        {
            throw new BadInputException("offset", offset, "0 or more");
        }
        if (limit is < 1 or > MostTrades)
        {
            throw new BadInputException("limit", limit, $"an integer from 1 to {MostTrades}");
        }
        var record = await FindAsync(fingerprint, cancellation);
        var table = await series.ReadTradesAsync(record.Fingerprint, cancellation);
        return new TradesDto(
            record.Fingerprint.ToString(),
            table?.Rows ?? 0,
            offset,
            table is null ? [] : SimulationMapping.Trades(table, offset, limit)
        );
    }

    private async Task<SimulationRecord> FindAsync(string fingerprint, CancellationToken cancellation) =>
        await catalog.Simulations.FindAsync(Fingerprint.Parse(fingerprint), cancellation)
        ?? throw new NotFoundException($"No backtest {fingerprint}; /api/simulations lists those there are.");
}
