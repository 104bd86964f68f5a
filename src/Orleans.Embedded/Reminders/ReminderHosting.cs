namespace Orleans.Hosting;

/// <summary>Adds the reminder service, which needs an <see cref="IReminderTable"/> among the silo's services.</summary>
public static class SiloBuilderReminderExtensions
{
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.AddReminders();
        return builder;
    }

    public static void AddReminders(this IServiceCollection services) => ReminderServices.Add(services);
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
