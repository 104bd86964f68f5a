using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Quant.MarketData.Tests.Providers.Http;

namespace Quant.MarketData.Tests.Providers.Alpaca.Stream;

/// <summary>A clock that jumps to the end of each wait of up to a few minutes, and knows them; longer ones stay waits.</summary>
internal sealed class WaitingClock() : FakeTimeProvider(VirtualTime.Begin)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>The waits that were jumped over.</summary>
    public List<TimeSpan> Passed { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= s_longest)
        {
            _begun.Writer.TryWrite(dueTime);
        }
        return timer;
    }

    /// <summary>Passes so many waits, once they have begun.</summary>
    public async Task Pass(int waits)
    {
        for (var i = 0; i < waits; i++)
        {
            var wait = await _begun.Reader.ReadAsync();
            Passed.Add(wait);
            Advance(wait);
        }
    }

    /// <summary>Passes waits until the task is done.</summary>
    public async Task<T> Finish<T>(Task<T> task)
    {
        await Until(task);
        return await task;
    }

    /// <inheritdoc cref="Finish"/>
    public async Task Until(Task task)
    {
        while (await Task.WhenAny(task, _begun.Reader.WaitToReadAsync().AsTask()) != task)
        {
            if (_begun.Reader.TryRead(out var wait))
            {
                Passed.Add(wait);
                Advance(wait);
            }
        }
    }
}
