using System.CommandLine;
using Quant.Client.Cli.Hosting;
using Quant.Client.Cli.Input;
using Quant.Client.Cli.Output;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Sql;

/// <summary><c>quant sql</c>: one read-only statement over the lake's current files and the catalog.</summary>
internal sealed class SqlVerb : Verb
{
    private const int MostRows = 100_000;

    private const string ListTables = """
        SELECT table_name AS "table", string_agg(column_name || ' ' || lower(data_type), ', ' ORDER BY ordinal_position) AS columns
        FROM information_schema.columns GROUP BY table_name ORDER BY table_name
        """;

    private readonly Argument<string?> _statement = new("statement")
    {
        Description = "One SQL statement, DuckDB's dialect; - reads standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int> _maxRows = new("--max-rows")
    {
        Description = $"Most rows to answer, 1 to {MostRows}",
        DefaultValueFactory = _ => 1000,
        HelpName = "N",
    };

    private readonly Option<bool> _tables = new("--tables") { Description = "List the tables and their columns" };

    private readonly Option<bool> _csv = new("--csv") { Description = "Print the rows as CSV" };

    public override IReadOnlyList<Example> Examples =>
        [
            new("quant sql --tables", "What there is to ask"),
            new("quant sql \"SELECT symbol, count(*) AS bars FROM bars GROUP BY symbol\"", "Bars per symbol"),
            new("quant sql - --csv < query.sql > rows.csv", "A statement from a file, rows to a file"),
        ];

    protected override Command Define() =>
        new("sql", "Ask the lake and the catalog one read-only SQL statement") { _statement, _maxRows, _tables, _csv };

    protected override async Task<int> RunAsync(
        ParseResult parsed,
        CommonOptions common,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var (sql, maxRows) = (await StatementAsync(parsed, terminal, cancellation), parsed.GetValue(_maxRows));
        if (maxRows is < 1 or > MostRows)
        {
            throw new BadInputException("--max-rows", maxRows, $"an integer from 1 to {MostRows}");
        }
        await using var connection = await Connection.OpenAsync(common.Server(parsed), cancellation);
        var result = await connection.Client.SqlAsync(sql, maxRows, cancellation);
        if (parsed.GetValue(_csv))
        {
            foreach (var line in SqlRows.Csv(result))
            {
                terminal.Line(line);
            }
        }
        else
        {
            terminal.Answer(result, console => SqlRows.Show(console, result));
        }
        foreach (var warning in result.Warnings)
        {
            terminal.Fault(warning);
        }
        if (result.Truncated)
        {
            terminal.Note($"Only the first {Numbers.Count(result.Rows.Count)} rows; --max-rows gives more.");
        }
        return ExitCodes.Ok;
    }

    private async Task<string> StatementAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        if (parsed.GetValue(_tables))
        {
            return ListTables;
        }
        var given = parsed.GetValue(_statement);
        var sql = given == SpecFile.StandardInput ? await terminal.In.ReadToEndAsync(cancellation) : given;
        return string.IsNullOrWhiteSpace(sql)
            ? throw new BadInputException("statement", sql, "one SQL statement, - for standard input, or --tables")
            : sql;
    }
}
