using Orleans.Timers;

namespace Orleans
{
    /// <summary>What a grain does with its reminders. The grain must implement <see cref="IRemindable"/>.</summary>
    public static class GrainReminderExtensions
    {
        /// <summary>Registers a reminder, or gives one of that name a new schedule. It ticks until unregistered, across restarts.</summary>
        /// <param name="grain">The grain to remind.</param>
        /// <param name="reminderName">Unique within the grain.</param>
        /// <param name="dueTime">Time to the first tick.</param>
        /// <param name="period">Time between ticks, at least <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</param>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(
            this IGrainBase grain,
            string reminderName,
            TimeSpan dueTime,
            TimeSpan period
        )
        {
            if (grain is not IRemindable)
                throw new InvalidOperationException(
                    $"Grain '{grain.GetType()}' must implement '{typeof(IRemindable).FullName}' in order to use reminders"
                );
            ArgumentException.ThrowIfNullOrEmpty(reminderName);
            return Registry(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period);
        }

        /// <exception cref="ReminderException">The reminder was changed or removed since it was read.</exception>
        public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
            Registry(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);

        /// <summary>A reminder of this grain; null where there is none of that name.</summary>
        public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        {
            ArgumentException.ThrowIfNullOrEmpty(reminderName);
            return Registry(grain).GetReminder(grain.GrainContext.GrainId, reminderName);
        }

        /// <summary>All reminders of this grain.</summary>
        public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
            Registry(grain).GetReminders(grain.GrainContext.GrainId);

        private static IReminderRegistry Registry(IGrainBase grain)
        {
            ArgumentNullException.ThrowIfNull(grain);
            return grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
        }
    }
}

namespace Orleans.Timers
{
    /// <summary>Where grains register reminders; replaceable in unit tests.</summary>
    public interface IReminderRegistry
    {
        Task<IGrainReminder> RegisterOrUpdateReminder(
            GrainId callingGrainId,
            string reminderName,
            TimeSpan dueTime,
            TimeSpan period
        );

        Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

        Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

        Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
    }
}
