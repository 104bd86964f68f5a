using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What the engine tells its log.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A turn of {Activation} held its thread for {Duration}; turns should be shorter than {Limit}."
    )]
    public partial void LongTurn(string activation, TimeSpan duration, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A one-way call failed: {Call}")]
    public partial void OneWayFailed(Exception failure, string call);

    [LoggerMessage(Level = LogLevel.Error, Message = "The [MayInterleave] method of {Activation} failed.")]
    public partial void PredicateFailed(Exception failure, string activation);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "The engine failed in a turn of {Activation}, which is ended; its callers will time out."
    )]
    public partial void ActivationBroken(Exception failure, string activation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error activating grain {Activation}.")]
    public partial void ActivationFailed(Exception failure, string activation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error deactivating grain {Activation}.")]
    public partial void DeactivationFailed(Exception failure, string activation);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Caught and ignored exception thrown from timer callback of {Activation}."
    )]
    public partial void TimerFailed(Exception failure, string activation);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} of {Owner} failed to stop at stage {Stage}.")]
    public partial void StopFailed(Exception failure, string observer, int stage, object owner);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Reminder} of {Grain} could not be delivered.")]
    public partial void ReminderFailed(Exception failure, string reminder, GrainId grain);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The reminder table could not be read; tried again after {Delay}."
    )]
    public partial void ReminderTableUnreadable(Exception failure, TimeSpan delay);
}
