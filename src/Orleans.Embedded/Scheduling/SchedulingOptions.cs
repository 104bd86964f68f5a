namespace Orleans.Configuration;

/// <summary>How turns are scheduled.</summary>
public class SchedulingOptions
{
    /// <summary>How long an activation may keep its thread while others wait; 100 ms.</summary>
    public TimeSpan ActivationSchedulingQuantum { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Turns that hold their thread longer than this are logged as warnings; 1 second.</summary>
    public TimeSpan TurnWarningLengthThreshold { get; set; } = TimeSpan.FromMilliseconds(1000);
}
