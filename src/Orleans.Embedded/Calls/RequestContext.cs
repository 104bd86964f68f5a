namespace Orleans.Runtime;

/// <summary>Values that flow from caller to callee with every call, never back.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";

    internal static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    /// <summary>Identifies the call chain whose calls may re-enter grains that allowed it; empty: none.</summary>
    public static Guid ReentrancyId
    {
        get => IdOf(Current.Value);
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    /// <summary>Until disposed, calls that come back to this grain from calls it makes interleave instead of waiting.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls that come back to this grain from calls it makes wait.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    public static object? Get(string key) =>
        Current.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        // Copied on write: callers up the stack, and calls already sent, hold the old dictionary.
        var values = Current.Value is { } old ? new Dictionary<string, object>(old) : new Dictionary<string, object>(1);
        values[key] = value;
        Current.Value = values;
    }

    public static bool Remove(string key)
    {
        if (Current.Value is not { } old || !old.ContainsKey(key))
            return false;
        if (old.Count == 1)
        {
            Current.Value = null;
            return true;
        }

        var values = new Dictionary<string, object>(old);
        values.Remove(key);
        Current.Value = values;
        return true;
    }

    public static void Clear()
    {
        if (Current.Value is not null)
            Current.Value = null;
    }

    internal static Guid IdOf(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) ? (Guid)id : Guid.Empty;

    /// <summary>The extent of a call-chain reentrancy setting.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (_current != _original)
                ReentrancyId = _current;
            if (_current != Guid.Empty)
                (RuntimeContext.Current as Activation)?.EnterReentrantSection(_current);
        }

        public void Dispose()
        {
            if (_current != Guid.Empty)
                (RuntimeContext.Current as Activation)?.ExitReentrantSection(_current);
            if (_current != _original)
                ReentrancyId = _original;
        }
    }
}
