using Quant.Catalog;
using Quant.Client.Web.Contracts;
using Quant.Lake.Partitions;
using Quant.Lake.Sql;

namespace Quant.Client.Web.Sql;

/// <inheritdoc cref="ISqlReads"/>
internal sealed class SqlReads(CatalogStore catalog, LakeStore lake, TimeProvider clock) : ISqlReads
{
    private readonly LakeSql _sql = new(lake);

    public async Task<SqlResultDto> QueryAsync(string sql, int maxRows, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var entries = await catalog.Manifest.ListAllAsync(cancellation);
        var tables = await catalog.Views.ReadAsync(CatalogTables.MeantBy(sql), cancellation);
        IReadOnlyList<SqlView> views = [.. LakeView.Of(entries), .. tables.Select(CatalogTables.ToView)];
        var result = await Task.Run(() => _sql.Query(sql, views, maxRows, cancellation), cancellation);
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
}
