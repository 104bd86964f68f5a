namespace Quant.Client.Web.Errors;

/// <summary>An error of the API (RFC 9457 problem details), as a client reads it.</summary>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What is wrong, for the person who asked.</param>
/// <param name="Type">A link that describes the kind; null where there is none.</param>
/// <param name="Instance">Not used.</param>
/// <param name="Field">Bad input: path of the field.</param>
/// <param name="Value">Bad input: the offending value.</param>
/// <param name="Allowed">Bad input: what would have been accepted.</param>
/// <param name="TraceId">Unforeseen faults: where to find it in the log.</param>
public sealed record ApiProblem(
    string? Title = null,
    int? Status = null,
    string? Detail = null,
    string? Type = null,
    string? Instance = null,
    string? Field = null,
    string? Value = null,
    string? Allowed = null,
    string? TraceId = null
);
