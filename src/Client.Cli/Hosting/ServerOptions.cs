using System.Net;

namespace Quant.Client.Cli.Hosting;

/// <summary>How this process serves a data root.</summary>
internal sealed record ServerOptions
{
    /// <summary>The data root.</summary>
    public required string Root { get; init; }

    /// <summary>Address to listen on; loopback unless said otherwise.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Access token; needed beyond loopback.</summary>
    public string? Token { get; init; }

    /// <summary>Silos in this process.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>A PostgreSQL connection string for the catalog; null keeps it in the root.</summary>
    public string? Postgres { get; init; }

    /// <summary>Most trials a study may have.</summary>
    public long MaxTrials { get; init; } = 1_000_000;

    /// <summary>Whether to go on with studies that were running when the last process ended.</summary>
    public bool ResumeStudies { get; init; }

    /// <summary>Whether to log what happens, on standard error; warnings are logged anyway.</summary>
    public bool Verbose { get; init; }
}
