using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FakeAlpaca.Rest;

/// <summary>An answer that says no, as Alpaca words it.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="message">What is wrong.</param>
/// <param name="code">The trading API's code; 0 leaves it out, as the data API does.</param>
internal sealed class ApiError(int status, string message, int code = 0) : Exception(message)
{
    public int Status => status;

    public static ApiError Bad(string message) => new(400, message);

    public static ApiError Unprocessable(string message) => new(422, message, 42210000);

    /// <summary>The body such a status comes with.</summary>
    public static ApiError Of(int status) =>
        status switch
        {
            401 => new ApiError(401, "unauthorized."),
            403 => new ApiError(403, "forbidden."),
            404 => new ApiError(404, "endpoint not found."),
            429 => new ApiError(429, "too many requests.", 42910000),
            503 => new ApiError(503, "service unavailable."),
            504 => new ApiError(504, "upstream request timeout."),
            >= 500 => new ApiError(status, "internal server error occurred", 50010000),
            _ => new ApiError(status, "request refused."),
        };

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        if (code != 0)
        {
            writer.WriteNumber("code"u8, code);
        }
        writer.WriteString("message"u8, Message);
        writer.WriteEndObject();
    }
}
