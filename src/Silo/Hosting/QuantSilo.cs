using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Quant.Catalog.Series;
using Quant.Grains.Search;
using Quant.Grains.Series;
using Quant.Grains.Work;
using Quant.Silo.Storage;

namespace Quant.Silo.Hosting;

/// <summary>What a silo needs to host the factory's grains, whichever engine it runs on.</summary>
public static class QuantSilo
{
    /// <summary>Adds stores, computation threads, grain storage and reminders. The stores stay the caller's to dispose.</summary>
    public static ISiloBuilder AddQuant(this ISiloBuilder silo, QuantStores stores, QuantSiloOptions options)
    {
        var services = silo.Services;
        services.TryAddSingleton(stores.Clock);
        services.TryAddSingleton(stores.Catalog);
        services.TryAddSingleton(stores.Lake);
        services.TryAddSingleton(stores.Uploads);
        services.TryAddSingleton<BarReader>();
        services.AddSingleton(new StudyLimits(options.MaxTrials));
        services.AddSingleton(_ => new WorkPool(options.Threads, "silo"));
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ModelSeriesCache>(provider, options.SeriesCacheBytes)
        );
        services.AddGrainStorage(CatalogGrainStorage.Name, (_, _) => new CatalogGrainStorage(stores.Catalog));
        services.AddSingleton<IReminderTable>(new CatalogReminderTable(stores.Catalog));
        silo.AddReminders();
        return silo;
    }
}
