using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quant.Catalog.Series;
using Quant.Client.Web.Bars;
using Quant.Client.Web.Catalogue;
using Quant.Client.Web.Cluster;
using Quant.Client.Web.Errors;
using Quant.Client.Web.Events;
using Quant.Client.Web.Features;
using Quant.Client.Web.Ingest;
using Quant.Client.Web.Json;
using Quant.Client.Web.Lake;
using Quant.Client.Web.Models;
using Quant.Client.Web.OpenApi;
using Quant.Client.Web.Quality;
using Quant.Client.Web.Simulations;
using Quant.Client.Web.Sql;
using Quant.Client.Web.Status;
using Quant.Client.Web.Studies;
using Quant.Client.Web.Symbols;
using Quant.Client.Web.Work;
using Quant.Lake.Uploads;
using Quant.MarketData.Providers.Registry;

namespace Quant.Client.Web.Hosting;

public static class QuantWebServices
{
    /// <summary>Adds what <see cref="QuantWebApplication.MapQuantWeb"/> needs beyond the grain factory and the stores.</summary>
    /// <exception cref="Quant.Specs.BadInputException">The options are not allowed together.</exception>
    public static IHostApplicationBuilder AddQuantWeb(this IHostApplicationBuilder builder, WebOptions options)
    {
        options.Check();
        // It writes addresses out whole, and a page may be opened with the token in its address.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ServerStart(provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.TryAddSingleton<IUploadStore>(provider => new FileUploadStore(
            Path.Combine(options.DataRoot, "uploads"),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton<BarReader>();
        services.AddSingleton<KnownSymbols>();
        services.AddSingleton<RunSeries>();
        services.AddSingleton<StudyAxes>();
        services.TryAddSingleton<ISiloControl, NoSiloControl>();
        services.TryAddSingleton<IClusterReads, ClusterReads>();
        services.TryAddSingleton<IStatusReads, StatusReads>();
        services.TryAddSingleton<ISymbolReads, SymbolReads>();
        services.TryAddSingleton<IBarReads, BarReads>();
        services.TryAddSingleton<IFeatureReads, FeatureReads>();
        services.TryAddSingleton<IModelReads, ModelReads>();
        services.TryAddSingleton<ISimulationReads, SimulationReads>();
        services.TryAddSingleton<IStudyReads, StudyReads>();
        services.TryAddSingleton<ISqlReads, SqlReads>();
        services.TryAddSingleton<ILakeReads, LakeReads>();
        services.TryAddSingleton<ICatalogueReads, CatalogueReads>();
        services.AddSingleton<IngestReads>();
        services.AddSingleton<ProvenanceReads>();
        services.TryAddSingleton(new ProviderRegistry([]));
        services.AddSingleton<PendingWork>();
        services.AddSingleton<SimulationRunner>();
        services.AddSingleton<StudyCommands>();
        services.AddSingleton<ClusterCommands>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<EventHub>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(json =>
        {
            ApiJson.Apply(json.SerializerOptions);
            json.SerializerOptions.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        });
        services.AddOpenApi(ApiDescription.Document, ApiDescription.Configure);
        return builder;
    }
}
