using Microsoft.AspNetCore.Http.Extensions;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;

namespace Quant.Client.Web.Security;

/// <summary>
/// Lets through who knows the token: as <c>Authorization: Bearer …</c>, or by the cookie a page gets when it is opened
/// once with <c>?token=…</c> (which then disappears from the address).
/// </summary>
internal sealed class AccessGuard(RequestDelegate next, AccessToken token)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (IsPageRequest(request) && request.Query["token"] is [{ } offered] && token.Matches(offered))
        {
            context.Response.Cookies.Append(
                AccessToken.Cookie,
                token.CookieValue,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Secure = request.IsHttps,
                    Path = "/",
                    IsEssential = true,
                }
            );
            var rest = new QueryBuilder(request.Query.Where(pair => pair.Key != "token")).ToQueryString();
            context.Response.Redirect(request.PathBase.Add(request.Path) + rest.ToUriComponent());
            return;
        }
        if (Admits(request))
        {
            await next(context);
            return;
        }
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        await Refusal.WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            "Access token required",
            "Send the server's token as 'Authorization: Bearer <token>', or open the page once with '?token=<token>'."
        );
    }

    private bool Admits(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? token.Matches(header[Bearer.Length..].Trim())
            : token.MatchesCookie(request.Cookies[AccessToken.Cookie]);
    }

    private static bool IsPageRequest(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api");
}
