using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public interface IBlockingGrain : IGrainWithStringKey
{
    Task Block(TimeSpan time);
}

public sealed class BlockingGrain : Grain, IBlockingGrain
{
    public Task Block(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        SpinWait.SpinUntil(() => clock.Elapsed > time);
        return Task.CompletedTask;
    }
}

public sealed class LongTurnTests
{
    [Fact]
    public async Task A_turn_that_holds_its_thread_too_long_is_logged_with_the_grains_name()
    {
        var key = Clusters.NewKey();
        await using var cluster = await Clusters.StartAsync(
            1,
            silo =>
            {
                silo.Services.AddLogging(logging => logging.AddProvider(new Listening(key)));
                silo.Services.Configure<SchedulingOptions>(o =>
                    o.TurnWarningLengthThreshold = TimeSpan.FromMilliseconds(50)
                );
            }
        );
        await cluster.Client.GetGrain<IBlockingGrain>(key).Block(TimeSpan.FromMilliseconds(200));
        Assert.Contains($"blocking/{key}", await Probe.For(key).At("warned").Soon());
    }

    [Fact]
    public async Task Idle_activations_are_ended_when_that_is_asked_for()
    {
        await using var cluster = await Clusters.StartAsync();
        var grain = cluster.Client.GetGrain<IBlockingGrain>(Clusters.NewKey());
        await grain.Block(TimeSpan.Zero);
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        Assert.NotNull(await management.GetActivationAddress(grain));
        await management.ForceActivationCollection(TimeSpan.Zero);
        for (var ended = false; !ended; )
            ended = await management.GetActivationAddress(grain).AsTask().Soon() is null;
    }

    /// <summary>Tells the probe of warnings that name its key.</summary>
    private sealed class Listening(string key) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var message = formatter(state, exception);
            if (IsEnabled(logLevel) && message.Contains(key))
                Probe.For(key).Open("warned", message);
        }

        public void Dispose() { }
    }
}
