using Microsoft.Extensions.Logging;

namespace Quant.Grains.Search;

/// <summary>Asks again when the silo that worked on an answer was lost; everything asked for here is idempotent.</summary>
internal static class Retry
{
    private const int Attempts = 8;

    public static async Task<T> AsLostAsync<T>(
        Func<Task<T>> ask,
        ILogger log,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception lost)
                when (attempt < Attempts
                    && lost is SiloUnavailableException or OrleansMessageRejectionException
                    && !cancellation.IsCancellationRequested
                )
            {
                log.LogWarning(
                    lost,
                    "A silo was lost while it worked; asking again ({Attempt} of {Attempts})",
                    attempt,
                    Attempts
                );
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), clock, cancellation);
            }
        }
    }
}
