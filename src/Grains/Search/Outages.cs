using Microsoft.Extensions.Logging;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Faults;

namespace Quant.Grains.Search;

/// <summary>
/// Work that begins again after what is not its own fault; what was finished before is in the catalog. While storage is
/// away it waits. What nobody foresaw is tried twice more: a silo that is lost may fail in any way before it is gone, and
/// must not have the last word on work that others can do.
/// </summary>
internal static class Outages
{
    private const int MostSurprises = 2;
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pauseAfterSurprise = TimeSpan.FromSeconds(2);

    /// <summary>Does idempotent work until no outage interrupts it; <paramref name="tell"/> hears why it waits.</summary>
    public static async Task OutlastAsync(
        Func<Task> work,
        Action<string> tell,
        ILogger log,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var surprises = 0;
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
                tell($"waiting for storage: {outage.Message}");
            }
            catch (Exception surprise)
                when (!IsForeseen(surprise) && !cancellation.IsCancellationRequested && surprises++ < MostSurprises)
            {
                pause = s_pauseAfterSurprise;
                log.LogWarning(surprise, "Beginning again in {Pause} after a failure", pause);
                tell($"beginning again after a failure: {surprise.Message}");
            }
            await Task.Delay(pause, clock, cancellation);
        }
    }

    /// <summary>What would only fail again.</summary>
    private static bool IsForeseen(Exception fault) => fault is BadRequestException or NotFoundException;
}
