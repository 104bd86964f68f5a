namespace Orleans.Hosting;

/// <summary>Options of the reminder service.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period a reminder may have; 1 minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a silo reads the table anew; 5 minutes.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest time the first reading of the table may take; 5 minutes.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
