using Quant.Client.Web.Errors;

namespace Quant.Client.Cli.Api;

/// <summary>The server refused or failed; the message is the server's own.</summary>
internal sealed class ApiException(int status, ApiProblem problem)
    : Exception(problem.Detail ?? problem.Title ?? FormattableString.Invariant($"The server answered {status}."))
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    public ApiProblem Problem { get; } = problem;
}
