using Quant.Client.Web.Errors;

namespace Quant.Client.Cli.Api;

/// <summary>The server refused or failed; the message is the server's own, with verbs for addresses of the API.</summary>
internal sealed class ApiException(int status, ApiProblem problem) : Exception(Say(status, problem))
{
    private static readonly (string Address, string Verb)[] s_lists =
    [
        ("/api/symbols lists", "'quant bars list' lists"),
        ("/api/models lists", "'quant model list' lists"),
        ("/api/studies lists", "'quant study list' lists"),
    ];

    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    public ApiProblem Problem { get; } = problem;

    private static string Say(int status, ApiProblem problem) =>
        s_lists.Aggregate(
            problem.Detail ?? problem.Title ?? FormattableString.Invariant($"The server answered {status}."),
            (text, list) => text.Replace(list.Address, list.Verb, StringComparison.Ordinal)
        );
}
