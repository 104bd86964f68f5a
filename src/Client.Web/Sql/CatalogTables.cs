using Quant.Catalog.Views;
using Quant.Lake.Sql;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Client.Web.Sql;

/// <summary>Tables of the catalog as a query reads them.</summary>
internal static class CatalogTables
{
    private static readonly string[] s_listing = ["show", "describe", "information_schema", "duckdb_", "pragma"];

    /// <summary>
    /// The tables a statement may mean: those whose name it contains, all of them where it asks what there is. Tables are
    /// copied in whole, so others are left out.
    /// </summary>
    public static IReadOnlyList<string> MeantBy(string sql)
    {
        bool Contains(string word) => sql.Contains(word, StringComparison.OrdinalIgnoreCase);
        return s_listing.Any(Contains) ? CatalogViews.Names : [.. CatalogViews.Names.Where(Contains)];
    }

    /// <summary>
    /// A table for DuckDB. Instants are ISO 8601 text, since they may be missing; whole numbers that may be missing are
    /// DOUBLE; an infinity is NULL.
    /// </summary>
    public static TableView ToView(CatalogView table) =>
        new(table.Name, new ColumnTable([.. table.Columns.Select(ToColumn)]));

    private static Column ToColumn(ViewColumn column) =>
        column.Kind switch
        {
            ViewColumnKind.Text => Column.Text(column.Name, [.. column.Values.Select(cell => (string?)cell)]),
            ViewColumnKind.Number => Column.Double(column.Name, [.. column.Values.Select(Number)]),
            ViewColumnKind.Instant => Column.Text(column.Name, [.. column.Values.Select(Instant)]),
            ViewColumnKind.Integer when column.Values.Contains(null) => Column.Double(
                column.Name,
                [.. column.Values.Select(cell => cell is long whole ? whole : double.NaN)]
            ),
            ViewColumnKind.Integer => Column.Int64(column.Name, [.. column.Values.Select(cell => (long)cell!)]),
            _ => throw new InvalidOperationException($"Column kind {column.Kind} is not known."),
        };

    private static double Number(object? cell) =>
        cell is double number && double.IsFinite(number) ? number : double.NaN;

    private static string? Instant(object? cell) => cell is long micros ? UnixMicros.Format(micros) : null;
}
