using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Quant.Catalog.Series;
using Quant.Grains.Cluster;
using Quant.Grains.Features;
using Quant.Grains.Ingest;
using Quant.Grains.Ingest.Actions;
using Quant.Grains.Ingest.Asking;
using Quant.Grains.Ingest.Storing;
using Quant.Grains.Models;
using Quant.Grains.Search;
using Quant.Grains.Series;
using Quant.Grains.Simulation;
using Quant.Grains.Specs;
using Quant.Grains.Work;
using Quant.Silo.Engines;
using Quant.Silo.Storage;

namespace Quant.Silo.Hosting;

/// <summary>What a silo needs to host the factory's grains, whichever engine it runs on.</summary>
public static class QuantSilo
{
    /// <summary>Adds stores, computation threads, grain storage and reminders. The stores stay the caller's to dispose.</summary>
    public static ISiloBuilder AddQuant(this ISiloBuilder silo, QuantStores stores, QuantSiloOptions options)
    {
        var services = silo.Services;
        services.AddGrainEngine();
        services.TryAddSingleton(stores.Catalog);
        services.TryAddSingleton(stores.Lake);
        services.TryAddSingleton(stores.Uploads);
        services.TryAddSingleton<BarReader>();
        services.AddSingleton(new StudyLimits(options.MaxTrials));
        services.AddSingleton(new ModelStore(stores.Root.Path));
        services.AddSingleton(_ => new WorkPool(options.Threads, options.Name, stores.Clock));
        services.AddSingleton(options.Providers);
        services.AddSingleton(options.Ingest);
        services.AddSingleton(_ => new IngestThreads(options.Name, stores.Clock));
        services.AddSingleton(_ => new LiveBatches(options.Ingest, stores.Clock));
        services.AddSingleton<ProviderAsks>();
        services.AddSingleton<ActionSources>();
        services.AddSingleton<FeatureNotices>();
        services.AddSingleton<CallMeter>();
        services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<CallMeter>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloReporter>();
        services.AddSingleton<SpecResolver>();
        services.AddSingleton<FeatureBuilder>();
        services.AddSingleton<FeatureDatasets>();
        services.AddSingleton<ModelTraining>();
        services.AddSingleton<ModelSeriesLoader>();
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ModelSeriesCache>(provider, options.SeriesCacheBytes)
        );
        services.AddSingleton<StudyPlans>();
        services.AddSingleton<TrialBatches>();
        services.AddSingleton<FullRuns>();
        services.AddSingleton<StudyFinish>();
        services.AddGrainStorage(CatalogGrainStorage.Name, (_, _) => new CatalogGrainStorage(stores.Catalog));
        services.AddSingleton<IReminderTable>(new CatalogReminderTable(stores.Catalog));
        silo.AddReminders();
        return silo;
    }

    /// <summary>Makes this silo go on, at its start, with studies, backfills and live feeds that were running when the last process ended.</summary>
    public static ISiloBuilder ResumeStudies(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, IngestResumer>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StudyResumer>();
        return silo;
    }
}
