using System.Diagnostics;

namespace Quant.Cluster.Tests.Factory;

/// <summary>Waits for what other threads or processes bring about, by looking at it.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    public static Task TrueAsync(Func<bool> condition, string what) =>
        TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(s_pause))
        {
            Assert.True(clock.Elapsed < s_patience, $"Waited {s_patience} in vain for {what}.");
        }
    }
}
