using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Quant.Client.Web.Hosting;
using Quant.Grains.Interfaces.Faults;

namespace Quant.Client.Web.Pages;

/// <summary>The built React app: its files by name, and its page for every address that is not one.</summary>
internal static class PagesEndpoints
{
    private const string Index = "index.html";

    public static void MapPages(this WebApplication app, WebOptions options)
    {
        var root = options.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot");
        app.MapFallback("/api/{**rest}", (HttpContext context) => NoSuchEndpoint(context)).ExcludeFromDescription();
        if (!File.Exists(Path.Combine(root, Index)))
        {
            app.MapFallback(() => NotBuilt()).ExcludeFromDescription();
            return;
        }
        var files = new PhysicalFileProvider(Path.GetFullPath(root));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Cache });
        app.MapFallback("{*path:nonfile}", (HttpContext context) => Page(context, files)).ExcludeFromDescription();
    }

    private static void Cache(StaticFileResponseContext context)
    {
        // Vite puts a hash of the content into the names below assets/; everything else may change under its name.
        var hashed = context.Context.Request.Path.StartsWithSegments("/assets");
        context.Context.Response.Headers[HeaderNames.CacheControl] = hashed
            ? "public, max-age=31536000, immutable"
            : "no-cache";
    }

    private static IResult Page(HttpContext context, PhysicalFileProvider files)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        return Results.File(files.GetFileInfo(Index).PhysicalPath!, "text/html; charset=utf-8");
    }

    private static IResult NoSuchEndpoint(HttpContext context) =>
        throw new NotFoundException(
            $"There is no {context.Request.Method} {context.Request.Path}; /api/openapi.json lists what there is."
        );

    private static IResult NotBuilt() =>
        Results.Text(
            "The pages have not been built. Install Node 20 or newer, then build src/Client.Web again.\n",
            "text/plain; charset=utf-8",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
}
