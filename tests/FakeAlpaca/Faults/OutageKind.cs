namespace FakeAlpaca.Faults;

/// <summary>How an outage shows.</summary>
public enum OutageKind
{
    /// <summary>Every request is answered with 503, and streams are closed.</summary>
    Unavailable,

    /// <summary>Connections are aborted as soon as they are made, open ones at their next request.</summary>
    Refused,
}
