using FakeAlpaca.Faults;

namespace FakeAlpaca.Stream;

/// <summary>Who may stream what, and how many at a time.</summary>
internal sealed class StreamAccount(FakeAlpacaOptions options, FakeFaults faults)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly List<StreamSession> _authenticated = [];

    /// <summary>Those that may be told something.</summary>
    public StreamSession[] Sessions
    {
        get
        {
            lock (_lock)
            {
                return [.. _authenticated];
            }
        }
    }

    /// <summary>Why a session may not go on, as Alpaca numbers it; (0, "") when it may, and then it is counted.</summary>
    public (int Code, string Reason) Refuses(StreamSession session, string key, string secret)
    {
        if (faults.KeysRevoked || key != options.KeyId || secret != options.SecretKey)
        {
            return (402, "auth failed");
        }
        if (session.Feed != "test" && !options.Feeds.Contains(session.Feed))
        {
            return (409, "insufficient subscription");
        }
        lock (_lock)
        {
            if (_authenticated.Count >= options.StreamConnections)
            {
                return (406, "connection limit exceeded");
            }
            _authenticated.Add(session);
            return (0, "");
        }
    }

    public void Leave(StreamSession session)
    {
        lock (_lock)
        {
            _authenticated.Remove(session);
        }
    }

    /// <summary>Time to say who one is.</summary>
    public ITimer StartPatience(Action over) =>
        options.Time.CreateTimer(_ => over(), null, s_patience, Timeout.InfiniteTimeSpan);
}
