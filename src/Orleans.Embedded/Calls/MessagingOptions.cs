namespace Orleans.Configuration;

/// <summary>How calls are sent.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for its answer; 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same where a debugger is attached; 30 minutes.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the callee's cancellation token is cancelled when its caller stops waiting; true.</summary>
    public bool CancelRequestOnTimeout { get; set; } = true;

    /// <summary>Whether a caller that cancels goes on waiting until the callee has ended; false.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}

/// <summary>How silos send calls.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a call is sent anew to where its grain went; 2.</summary>
    public int MaxForwardCount { get; set; } = 2;
}

/// <summary>How clients send calls.</summary>
public class ClientMessagingOptions : MessagingOptions;
