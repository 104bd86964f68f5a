using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Quant.Catalog;
using Quant.Grains.Interfaces.Faults;
using Quant.Specs;

namespace Quant.Client.Web.Errors;

/// <summary>
/// Turns what was thrown into problem details (RFC 9457). Bad input keeps its field, value and what is allowed; a disk
/// that is full, a file that is damaged and a catalog that cannot be used are told by name; what nobody foresaw is told by
/// a trace id only, and logged in full.
/// </summary>
internal sealed class ApiExceptionHandler(IProblemDetailsService problems, ILogger<ApiExceptionHandler> log)
    : IExceptionHandler
{
    private const string StorageTitle = "Storage failed";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context,
        Exception exception,
        CancellationToken cancellation
    )
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        var problem = Describe(exception);
        if (problem.Title == StorageTitle)
        {
            log.LogError("Request {Path} failed: {Reason}", context.Request.Path, problem.Detail);
        }
        else if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            problem.Extensions["traceId"] = trace;
            log.LogError(exception, "Request {Path} failed; trace {Trace}", context.Request.Path, trace);
        }
        context.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }

    private static ProblemDetails Describe(Exception exception) =>
        exception switch
        {
            BadInputException bad => BadInput(bad.Message, bad.Field, bad.Value, bad.Allowed),
            BadRequestException bad => BadInput(bad.Message, bad.Field, bad.Value, bad.Allowed),
            NotFoundException missing => Plain(StatusCodes.Status404NotFound, "Not found", missing.Message),
            ConflictException conflict => Plain(StatusCodes.Status409Conflict, "Conflict", conflict.Message),
            BadHttpRequestException { InnerException: JsonException json } => Describe(SpecJson.Explain(json, "body")),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } large => Plain(
                large.StatusCode,
                "Too large",
                large.Message
            ),
            BadHttpRequestException bad => UnboundParameter.Explain(bad) is { } named
                ? Describe(named)
                : Plain(bad.StatusCode, "Bad request", bad.Message),
            AggregateException { InnerExceptions: [var only] } => Describe(only),
            StorageUnavailableException or CatalogException { IsOutage: true } => Plain(
                StatusCodes.Status503ServiceUnavailable,
                StorageTitle,
                exception.Message
            ),
            CatalogException or IOException => Plain(
                StatusCodes.Status500InternalServerError,
                StorageTitle,
                exception.Message
            ),
            _ => Plain(
                StatusCodes.Status500InternalServerError,
                "Something went wrong",
                "The server could not do this; its log says why, under the trace id given here."
            ),
        };

    private static ProblemDetails BadInput(string message, string field, string value, string allowed)
    {
        var problem = Plain(StatusCodes.Status400BadRequest, "Bad input", message);
        problem.Extensions["field"] = field;
        problem.Extensions["value"] = value;
        problem.Extensions["allowed"] = allowed;
        return problem;
    }

    private static ProblemDetails Plain(int status, string title, string detail) =>
        new()
        {
            Status = status,
            Title = title,
            Detail = detail,
        };
}
