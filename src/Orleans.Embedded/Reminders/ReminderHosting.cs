using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Adds the reminder service, which needs an <see cref="IReminderTable"/> among the silo's services.</summary>
public static class SiloBuilderReminderExtensions
{
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.AddReminders();
        return builder;
    }

    public static void AddReminders(this IServiceCollection services)
    {
        services.TryAddSingleton<LocalReminders>();
        services.TryAddSingleton<IReminderRegistry>(s => s.GetRequiredService<LocalReminders>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, LocalReminders>(s =>
                s.GetRequiredService<LocalReminders>()
            )
        );
    }
}

/// <summary>Adds the reminder service with a table in memory.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Reminders live for as long as the cluster does, whichever silos come and go.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, InMemoryReminderTable>();
        return builder;
    }
}
