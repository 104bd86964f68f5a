using System.Text.Json;
using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Sql;

/// <summary>Rows of a query as text.</summary>
internal static class SqlRows
{
    private static readonly string[] s_numbers = ["INT", "DOUBLE", "FLOAT", "DECIMAL"];

    public static void Show(IAnsiConsole console, SqlResultDto result) =>
        TextGrid.Show(
            console,
            [
                .. result.Columns.Select(column =>
                    (IsNumber(column.Type) ? ">" : "") + (column.Name.Length > 0 ? column.Name : " ")
                ),
            ],
            result.Rows.Select(row => row.Select(cell => Text(cell, "NULL")).ToList()),
            "No rows."
        );

    /// <summary>A header line and a line per row (RFC 4180); NULL is an empty field.</summary>
    public static IEnumerable<string> Csv(SqlResultDto result)
    {
        yield return string.Join(',', result.Columns.Select(column => Quoted(column.Name)));
        foreach (var row in result.Rows)
        {
            yield return string.Join(',', row.Select(cell => Quoted(Text(cell, ""))));
        }
    }

    private static bool IsNumber(string type) =>
        s_numbers.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase) && !type.EndsWith("[]"));

    private static string Text(object? cell, string none) =>
        cell switch
        {
            null => none,
            JsonElement { ValueKind: JsonValueKind.Null } => none,
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
            JsonElement json => json.GetRawText(),
            _ => cell.ToString() ?? "",
        };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
