using Microsoft.Extensions.Logging;
using Quant.Grains.Faults;

namespace Quant.Grains.Search;

/// <summary>Work that waits while storage is away and then begins again; what was finished before is in the catalog.</summary>
internal static class Outages
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    /// <summary>Does idempotent work until no outage interrupts it; <paramref name="tell"/> hears why it waits.</summary>
    public static async Task OutlastAsync(
        Func<Task> work,
        Action<string> tell,
        ILogger log,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause < s_longestPause ? 2 * pause : s_longestPause)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception outage) when (Translated.IsOutage(outage) && !cancellation.IsCancellationRequested)
            {
                log.LogWarning("Waiting {Pause} for storage: {Reason}", pause, outage.Message);
                tell(outage.Message);
            }
            await Task.Delay(pause, clock, cancellation);
        }
    }
}
