namespace Orleans
{
    /// <summary>A grain that can be reminded.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A reminder is due. Activates the grain where it is not active.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);

        /// <inheritdoc cref="ReceiveReminder(string, TickStatus)"/>
        Task ReceiveReminder(string reminderName, TickStatus status, CancellationToken cancellationToken) =>
            ReceiveReminder(reminderName, status);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder registered by a grain.</summary>
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    /// <summary>When a reminder ticked. All times in UTC.</summary>
    [Immutable]
    [GenerateSerializer]
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        [Id(0)]
        public DateTime FirstTickTime { get; } = firstTickTime;

        [Id(1)]
        public TimeSpan Period { get; } = period;

        [Id(2)]
        public DateTime CurrentTickTime { get; } = timeStamp;

        public override string ToString() => $"<{FirstTickTime}, {Period}, {CurrentTickTime}>";
    }

    /// <summary>A reminder could not be registered or removed.</summary>
    [GenerateSerializer]
    public sealed class ReminderException(string message) : OrleansException(message);
}
