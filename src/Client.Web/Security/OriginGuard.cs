using Microsoft.Net.Http.Headers;

namespace Quant.Client.Web.Security;

/// <summary>
/// Refuses changes that another site's page asks for in the name of this one's visitor: requests that change something
/// must come from the same origin or from no page at all, and carry a type of body a plain HTML form cannot send.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return next(context);
        }
        if (!SameOrigin(request))
        {
            return Refusal.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Other origin",
                "Requests that change something are accepted from this server's own pages and from programs only."
            );
        }
        if (HasBody(request) && !IsScriptedBody(request.ContentType))
        {
            return Refusal.WriteAsync(
                context,
                StatusCodes.Status415UnsupportedMediaType,
                "Unsupported body",
                "The body must be application/json, or application/octet-stream for an upload."
            );
        }
        return next(context);
    }

    private static bool SameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none"))
        {
            return false;
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0 || request.ContentType is not null;

    private static bool IsScriptedBody(string? type) =>
        MediaTypeHeaderValue.TryParse(type, out var media)
        && (
            media.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
        );
}
