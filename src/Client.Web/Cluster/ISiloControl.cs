namespace Quant.Client.Web.Cluster;

/// <summary>Adds and drains silos, where the process that hosts the server can.</summary>
public interface ISiloControl
{
    /// <summary>Why silos can be neither added nor drained here; null where they can.</summary>
    string? Unavailable { get; }

    /// <summary>The silo that must stay as long as this server runs, with the reason; null where there is none.</summary>
    (string Name, string Reason)? Kept { get; }

    /// <summary>Starts a silo; ends when it takes grains.</summary>
    /// <exception cref="ArgumentException">There is a silo of that name.</exception>
    Task AddAsync(string name, CancellationToken cancellation);

    /// <summary>Stops a silo in good order; ends when it has gone.</summary>
    Task DrainAsync(string name);
}

/// <summary>Silos are processes that somebody else starts and stops.</summary>
internal sealed class NoSiloControl : ISiloControl
{
    public string Unavailable =>
        "Silos of this cluster are processes of their own: start one more and it joins, stop one (SIGTERM) and it drains "
        + "(docker compose up --scale silo=N, kubectl scale deployment silo --replicas=N).";

    public (string Name, string Reason)? Kept => null;

    public Task AddAsync(string name, CancellationToken cancellation) => throw new NotSupportedException(Unavailable);

    public Task DrainAsync(string name) => throw new NotSupportedException(Unavailable);
}
