using System.Net;
using Quant.Client.Web.Bars;
using Quant.Client.Web.Catalogue;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Earnings;
using Quant.Client.Web.Events;
using Quant.Client.Web.Features;
using Quant.Client.Web.Ingest;
using Quant.Client.Web.Lake;
using Quant.Client.Web.Models;
using Quant.Client.Web.OpenApi;
using Quant.Client.Web.Pages;
using Quant.Client.Web.Quality;
using Quant.Client.Web.Security;
using Quant.Client.Web.Simulations;
using Quant.Client.Web.Sql;
using Quant.Client.Web.Status;
using Quant.Client.Web.Studies;
using Quant.Client.Web.Symbols;
using Quant.Client.Web.Uploads;

namespace Quant.Client.Web.Hosting;

public static class QuantWebApplication
{
    /// <summary>Maps the guards, the API under <c>/api</c>, its description, and the pages.</summary>
    public static WebApplication MapQuantWeb(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<WebOptions>();
        _ = app.Services.GetRequiredService<ServerStart>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseGuards(options);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapApi();
        app.UsePages(options);
        return app;
    }

    /// <summary>
    /// Who is let in: on loopback, whoever asks for it by one of its names; beyond, who knows the token. Probes of health
    /// are let in anyway, for those who ask cannot be told a secret and learn none.
    /// </summary>
    public static void UseGuards(this IApplicationBuilder app, WebOptions options) =>
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/health"),
            guarded =>
            {
                if (IPAddress.IsLoopback(options.Listen))
                {
                    guarded.UseMiddleware<HostGuard>(options.AllowedHosts);
                }
                if (options.Token is not null)
                {
                    guarded.UseMiddleware<AccessGuard>(new AccessToken(options.Token));
                }
                guarded.UseMiddleware<OriginGuard>();
            }
        );

    private static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/api/openapi.json").WithName("GetDescription");
        var api = app.MapGroup("/api").WithProblems();
        api.MapStatus();
        api.MapCluster();
        api.MapSymbols();
        api.MapBars();
        api.MapEarnings();
        api.MapIngest();
        api.MapQuality();
        api.MapUploads();
        api.MapFeatures();
        api.MapModels();
        api.MapSimulations();
        api.MapStudies();
        api.MapSql();
        api.MapLake();
        api.MapCatalogue();
        api.MapEvents();
    }
}
