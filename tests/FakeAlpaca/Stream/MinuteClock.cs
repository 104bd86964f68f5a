using Quant.Specs;

namespace FakeAlpaca.Stream;

/// <summary>
/// Publishes by the server's clock: minutes as they end, and half a minute later what was told late. Where the clock
/// jumps ahead, everything between is published in order, up to <see cref="Longest"/>.
/// </summary>
internal sealed class MinuteClock : IDisposable
{
    private const long Longest = UnixMicros.PerDay;
    private const long Half = 30 * UnixMicros.PerSecond;
    private readonly StreamHub _hub;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private long _told;

    public MinuteClock(StreamHub hub, TimeProvider time)
    {
        (_hub, _time) = (hub, time);
        _told = Now();
        _timer = time.CreateTimer(_ => Tick(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        lock (_lock)
        {
            var now = Now();
            for (var at = Math.Max(_told, now - Longest) / Half * Half + Half; at <= now; at += Half)
            {
                // A slow client is sent away by its session; nobody waits for it here.
                _ = at % UnixMicros.PerMinute == 0 ? _hub.PublishMinuteAsync(at) : _hub.PublishLateAsync(at - Half);
            }
            _told = Math.Max(_told, now);
        }
    }

    private long Now() => UnixMicros.From(_time.GetUtcNow());
}
