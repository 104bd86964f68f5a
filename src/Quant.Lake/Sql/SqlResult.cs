namespace Quant.Lake.Sql;

/// <summary>One column of a query's result.</summary>
/// <param name="Name">As the query names it; need not be unique.</param>
/// <param name="Type">DuckDB's name of the type, such as <c>DECIMAL(18,3)</c>.</param>
/// <param name="Values">
/// One per row, ready for JSON: null, bool, long, double or string. NULL and NaN are null. Timestamps are ISO 8601 in
/// UTC; infinities, and types that JSON has no form for (decimals, dates, integers above 64 bits, lists …), are text as
/// DuckDB casts them.
/// </param>
public sealed record SqlColumn(string Name, string Type, IReadOnlyList<object?> Values);

/// <summary>What a query returned.</summary>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Truncated">True where there were more rows than were asked for.</param>
/// <param name="Warnings">Files that the views leave out since they are missing or torn, each with the reason.</param>
public sealed record SqlResult(
    IReadOnlyList<SqlColumn> Columns,
    int Rows,
    bool Truncated,
    IReadOnlyList<string> Warnings
);
