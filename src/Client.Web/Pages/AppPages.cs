using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Quant.Client.Web.Hosting;

namespace Quant.Client.Web.Pages;

/// <summary>The built React app: its files by name, and its page for every address that is neither a file nor the API's.</summary>
internal static class AppPages
{
    private const string Index = "index.html";

    private const string NotBuilt =
        "The pages have not been built. Install Node 20 or newer, then build src/Client.Web again.\n";

    public static void UsePages(this WebApplication app, WebOptions options)
    {
        var root = Path.GetFullPath(options.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var index = Path.Combine(root, Index);
        var built = File.Exists(index);
        if (built)
        {
            app.UseStaticFiles(
                new StaticFileOptions { FileProvider = new PhysicalFileProvider(root), OnPrepareResponse = Cache }
            );
        }
        app.Use(
            (context, next) =>
                !IsPage(context) ? next(context)
                : built ? SendAsync(context, index)
                : RefuseAsync(context)
        );
    }

    /// <summary>An address within the app, which its own router tells apart.</summary>
    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !context.Request.Path.StartsWithSegments("/api")
        && !Path.HasExtension(context.Request.Path);

    private static Task SendAsync(HttpContext context, string index)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(index);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(NotBuilt);
    }

    private static void Cache(StaticFileResponseContext context)
    {
        // Vite puts a hash of the content into the names below assets/; everything else may change under its name.
        var hashed = context.Context.Request.Path.StartsWithSegments("/assets");
        context.Context.Response.Headers[HeaderNames.CacheControl] = hashed
            ? "public, max-age=31536000, immutable"
            : "no-cache";
    }
}
