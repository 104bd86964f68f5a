using System.CommandLine.Parsing;

namespace Quant.Client.Cli.Input;

/// <summary>What the parser says of a command line, in the words of the person who wrote it.</summary>
internal static class UsageFaults
{
    private static readonly (string Type, string Words)[] s_types =
    [
        ("expected type 'System.Int32'", "a whole number"),
        ("expected type 'System.Int64'", "a whole number"),
        ("expected type 'System.Double'", "a number"),
        ("expected type 'System.Nullable`1[System.Int32]'", "a whole number"),
        ("expected type 'System.Nullable`1[System.Double]'", "a number"),
    ];

    /// <summary>Each fault in a sentence; that a verb is missing is not worth saying beside a verb that does not exist.</summary>
    public static IEnumerable<string> Say(IReadOnlyList<ParseError> faults)
    {
        var said = faults.Select(Say).ToList();
        return said.Any(text => text.StartsWith("Unrecognized", StringComparison.Ordinal))
            ? said.Where(text => !text.StartsWith("Required command", StringComparison.Ordinal))
            : said;
    }

    private static string Say(ParseError fault) =>
        s_types.Aggregate(fault.Message, (text, type) => text.Replace(type.Type, type.Words, StringComparison.Ordinal));
}
