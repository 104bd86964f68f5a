namespace FakeAlpaca.Rest;

/// <summary>Requests left in a window of one minute, which begins with the first request after the last window.</summary>
internal sealed class RateBudget(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private DateTimeOffset _ends = DateTimeOffset.MinValue;
    private int _left;

    public int Limit => perMinute;

    /// <summary>False when the budget is spent.</summary>
    public bool TryTake(out int left, out DateTimeOffset resets)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _ends)
            {
                (_ends, _left) = (now + s_window, perMinute);
            }
            var granted = _left > 0;
            _left -= granted ? 1 : 0;
            (left, resets) = (_left, _ends);
            return granted;
        }
    }
}
