using System.Net;
using Quant.Client.Web.Bars;
using Quant.Client.Web.Catalogue;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Events;
using Quant.Client.Web.Features;
using Quant.Client.Web.Lake;
using Quant.Client.Web.Models;
using Quant.Client.Web.OpenApi;
using Quant.Client.Web.Pages;
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
        if (IPAddress.IsLoopback(options.Listen))
        {
            app.UseMiddleware<HostGuard>(options.AllowedHosts);
        }
        if (options.Token is not null)
        {
            app.UseMiddleware<AccessGuard>(new AccessToken(options.Token));
        }
        app.UseMiddleware<OriginGuard>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapApi();
        app.UsePages(options);
        return app;
    }

    private static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/api/openapi.json").WithName("GetDescription");
        var api = app.MapGroup("/api").WithProblems();
        api.MapStatus();
        api.MapCluster();
        api.MapSymbols();
        api.MapBars();
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
