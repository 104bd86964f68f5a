using Orleans.Timers;

namespace Orleans.Hosting;

internal static class ReminderServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions<ReminderOptions>();
        services.TryAddSingleton<LocalReminders>();
        services.TryAddSingleton<IReminderRegistry>(s => s.GetRequiredService<LocalReminders>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, LocalReminders>(s =>
                s.GetRequiredService<LocalReminders>()
            )
        );
    }
}
