using System.Text.RegularExpressions;
using Quant.Lake.DuckDb;
using Quant.Specs;

namespace Quant.Lake.Sql;

/// <summary>Prepares a statement if it is exactly one, and one that only reads.</summary>
internal static partial class ReadOnlyStatement
{
    private const string Allowed =
        "one SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW or SUMMARIZE statement, or EXPLAIN of one";

    /// <exception cref="BadInputException">Not such a statement.</exception>
    /// <exception cref="DuckDbException">DuckDB cannot parse or plan it.</exception>
    public static DuckDbStatement Prepare(DuckDbConnection connection, string sql)
    {
        if (NotRead().IsMatch(sql))
        {
            throw new BadInputException("sql", sql, Allowed);
        }
        var statement = Single(connection, sql);
        if (statement.Type == DuckDbStatementType.Explain)
        {
            statement.Dispose();
            return Explain(connection, sql);
        }
        return Checked(statement, sql, DuckDbStatementType.Select);
    }

    /// <summary>
    /// EXPLAIN ANALYZE runs what it explains, so that must itself be a statement that only reads: it is taken out,
    /// checked alone, and put back behind an EXPLAIN of ours.
    /// </summary>
    private static DuckDbStatement Explain(DuckDbConnection connection, string sql)
    {
        var head = ExplainHead().Match(sql);
        if (!head.Success)
        {
            throw new BadInputException("sql", sql, "EXPLAIN or EXPLAIN ANALYZE, without options, of a query");
        }
        var explained = sql[head.Length..];
        Checked(Single(connection, explained), explained, DuckDbStatementType.Select).Dispose();
        var verb = head.Groups["analyze"].Success ? "EXPLAIN ANALYZE" : "EXPLAIN";
        var again = $"{verb} {explained}";
        return Checked(Single(connection, again), sql, DuckDbStatementType.Explain);
    }

    private static DuckDbStatement Single(DuckDbConnection connection, string sql)
    {
        if (sql.Contains('\0'))
        {
            throw new BadInputException("sql", sql, "text without NUL characters");
        }
        var count = NativeMethods.ExtractStatements(connection.Handle, sql, out var statements);
        using (statements)
        {
            if (count == 1)
            {
                var failed = NativeMethods.PrepareExtracted(connection.Handle, statements, 0, out var handle) != 0;
                return DuckDbStatement.Checked(failed, handle);
            }
            var error = NativeMethods.ExtractStatementsError(statements);
            throw count == 0 && error != 0
                ? new DuckDbException(Utf8.Read(error))
                : new BadInputException("sql", sql, $"{Allowed}; this is {count} statements");
        }
    }

    private static DuckDbStatement Checked(DuckDbStatement statement, string sql, DuckDbStatementType type)
    {
        if (statement.Type == type && statement.ParameterCount == 0)
        {
            return statement;
        }
        var parameters = statement.ParameterCount;
        statement.Dispose();
        throw new BadInputException("sql", sql, parameters > 0 ? $"{Allowed}, without parameters" : Allowed);
    }

    // Atomic groups, so that a long row of comments costs no more than one pass.

    /// <summary>Statements that DuckDB turns into others while it parses them.</summary>
    [GeneratedRegex(
        @"^(?>(\s|--[^\n]*(\n|$)|/\*.*?\*/)*)(PRAGMA|IMPORT)\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex NotRead();

    [GeneratedRegex(
        @"^(?>(\s|--[^\n]*(\n|$)|/\*.*?\*/)*)EXPLAIN\s+(?<analyze>ANALY[SZ]E\s+)?",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ExplainHead();
}
