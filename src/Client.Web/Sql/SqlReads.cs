using Quant.Catalog;
using Quant.Client.Web.Contracts;
using Quant.Lake.Partitions;
using Quant.Lake.Sql;
using Quant.Specs;

namespace Quant.Client.Web.Sql;

/// <inheritdoc cref="ISqlReads"/>
internal sealed class SqlReads(CatalogStore catalog, LakeStore lake, TimeProvider clock) : ISqlReads
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    private readonly LakeSql _sql = new(lake);

    public async Task<SqlResultDto> QueryAsync(string sql, int maxRows, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var entries = await catalog.Manifest.ListAllAsync(cancellation);
        var tables = await catalog.Views.ReadAsync(CatalogTables.MeantBy(sql), cancellation);
        IReadOnlyList<SqlView> views = [.. LakeView.Of(entries), .. tables.Select(CatalogTables.ToView)];
        var result = await RunAsync(sql, views, maxRows, cancellation);
        return new SqlResultDto(
            [.. result.Columns.Select(column => new SqlColumnDto(column.Name, column.Type))],
            [
                .. Enumerable
                    .Range(0, result.Rows)
                    .Select(row => (IReadOnlyList<object?>)[.. result.Columns.Select(column => column.Values[row])]),
            ],
            result.Truncated,
            clock.GetElapsedTime(began).TotalMilliseconds,
            result.Warnings
        );
    }

    private async Task<SqlResult> RunAsync(
        string sql,
        IReadOnlyList<SqlView> views,
        int maxRows,
        CancellationToken cancellation
    )
    {
        using var limit = new CancellationTokenSource(s_limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await Task.Run(() => _sql.Query(sql, views, maxRows, either.Token), CancellationToken.None);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BadInputException("sql", sql, $"a query that ends within {s_limit.TotalSeconds:0} s");
        }
    }
}
