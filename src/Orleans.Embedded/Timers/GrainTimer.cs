namespace Orleans.Runtime;

/// <summary>A timer of an activation. A tick is a call that the activation makes to itself.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _owner;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly GrainTimerCreationOptions _options;
    private TimeSpan _due;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _wasChanged;

    private GrainTimer(Activation owner, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _owner = owner;
        _callback = callback;
        _options = options;
        _timer = owner.Home.Time.Start(Timeout.InfiniteTimeSpan, OnDue);
    }

    public static GrainTimer Start(
        Activation owner,
        Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options
    )
    {
        Validate(options.DueTime, options.Period);
        var timer = new GrainTimer(owner, callback, options);
        owner.AddTimer(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        lock (_gate)
        {
            _due = dueTime;
            _period = period;
            _wasChanged = true;
            // While a tick runs, the change takes effect after it.
            if (!_isTicking && !_disposed.IsCancellationRequested)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed.IsCancellationRequested)
                return;
            _timer.Dispose();
            _disposed.Cancel();
        }

        _owner.RemoveTimer(this);
    }

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        const long Longest = 0xfffffffe;
        ArgumentOutOfRangeException.ThrowIfLessThan((long)dueTime.TotalMilliseconds, -1, nameof(dueTime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)dueTime.TotalMilliseconds, Longest, nameof(dueTime));
        ArgumentOutOfRangeException.ThrowIfLessThan((long)period.TotalMilliseconds, -1, nameof(period));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)period.TotalMilliseconds, Longest, nameof(period));
    }

    private void OnDue()
    {
        lock (_gate)
        {
            if (_isTicking || _disposed.IsCancellationRequested)
                return;
            _isTicking = true;
        }

        _owner.TryEnqueue(
            new Tick(this)
            {
                Target = _owner.GrainReference,
                Sender = _owner,
                ArgumentsAreOwn = true,
            }
        );
    }

    private async Task TickAsync()
    {
        lock (_gate)
            _wasChanged = false;
        try
        {
            if (!_disposed.IsCancellationRequested)
                await _callback(_disposed.Token);
        }
        catch (Exception failure)
        {
            if (!(failure is OperationCanceledException && _disposed.IsCancellationRequested))
                _owner.Home.Log.TimerFailed(failure, _owner.ToString());
        }
        finally
        {
            lock (_gate)
            {
                _isTicking = false;
                if (!_disposed.IsCancellationRequested)
                    _timer.Change(_wasChanged ? _due : _period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private interface IGrainTimerInvoker
    {
        Task InvokeCallbackAsync();
    }

    private sealed class Tick(GrainTimer timer) : TaskCall
    {
        private static readonly GrainMethod s_waits = Describe(interleaves: false);
        private static readonly GrainMethod s_interleaves = Describe(interleaves: true);

        public override GrainMethod Method => timer._options.Interleave ? s_interleaves : s_waits;

        public override bool KeepsAlive => timer._options.KeepAlive;

        public override Call New() => new Tick(timer);

        protected override ValueTask Run(object target) => new(timer.TickAsync());

        private static GrainMethod Describe(bool interleaves) =>
            new(
                typeof(IGrainTimerInvoker).GetMethod(nameof(IGrainTimerInvoker.InvokeCallbackAsync))!,
                typeof(IGrainTimerInvoker)
            )
            {
                IsLocal = true,
                AlwaysInterleaves = interleaves,
            };
    }
}
