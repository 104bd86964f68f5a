using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Quant.Specs;

namespace Quant.Client.Web.Errors;

/// <summary>Says in terms of the API what the framework says of parameters it could not make sense of.</summary>
internal static partial class UnboundParameter
{
    /// <summary>The same by name; null where the fault is about something else.</summary>
    public static BadInputException? Explain(BadHttpRequestException fault)
    {
        if (Unparsable().Match(fault.Message) is { Success: true } bad)
        {
            return new BadInputException(
                bad.Groups["name"].Value,
                bad.Groups["value"].Value,
                KindOf(bad.Groups["type"].Value)
            );
        }
        return Absent().Match(fault.Message) is { Success: true } absent
                ? new BadInputException(absent.Groups["name"].Value, null, "it to be given")
            : NoBody().IsMatch(fault.Message) ? new BadInputException("body", null, "a JSON object")
            : null;
    }

    private static string KindOf(string type) =>
        type.Contains("int") || type.Contains("long") ? "a whole number"
        : type.Contains("double") ? "a number"
        : type.Contains("bool") ? "true or false"
        : type.Contains("Date") ? "a date such as 2024-03-01"
        : "what the API description says of this parameter";

    [GeneratedRegex(
        """^Failed to bind parameter "(?<type>\S+) (?<name>\w+)" from "(?<value>.*)"\.$""",
        RegexOptions.Singleline
    )]
    private static partial Regex Unparsable();

    [GeneratedRegex("""^Required parameter "\S+ (?<name>\w+)" was not provided from """)]
    private static partial Regex Absent();

    [GeneratedRegex("no body was provided")]
    private static partial Regex NoBody();
}
