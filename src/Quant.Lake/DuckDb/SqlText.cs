namespace Quant.Lake.DuckDb;

/// <summary>Names and values as they stand in SQL.</summary>
internal static class SqlText
{
    /// <summary><c>"name"</c>.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary><c>'value'</c>.</summary>
    public static string Value(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary><c>['a', 'b']</c>.</summary>
    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Value))}]";
}
