using System.Net;
using Quant.Specs;

namespace Quant.Client.Web.Hosting;

/// <summary>How the web client runs and whom it lets in.</summary>
public sealed record WebOptions
{
    /// <summary>Folder of lake, catalog and uploads.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Address the server listens on; default 127.0.0.1. Anything but loopback needs a token.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>What a client must know to be let in, at least 16 characters; null lets everyone on this machine in.</summary>
    public string? Token { get; init; }

    /// <summary>Further names the server answers to while it listens on loopback, such as that of a tunnel.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Largest upload in bytes; default 2 GiB.</summary>
    public long MaxUploadBytes { get; init; } = 2L << 30;

    /// <summary>How often the stream of events looks for news while someone listens; default 250 ms.</summary>
    public TimeSpan EventInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a silent stream says that it is alive; default 15 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Folder of the built React app; null: <c>wwwroot</c> beside the program.</summary>
    public string? WebRoot { get; init; }

    /// <summary>Which grain engine runs: <c>Embedded</c> or <c>Orleans</c>.</summary>
    public string GrainEngine { get; init; } = "Embedded";

    /// <exception cref="BadInputException">A member is out of range, or a token is missing where one is needed.</exception>
    public void Check()
    {
        if (Token is { Length: < 16 })
        {
            throw new BadInputException("token", $"{Token.Length} characters", "at least 16 characters");
        }
        if (!IPAddress.IsLoopback(Listen) && Token is null)
        {
            throw new BadInputException(
                "token",
                null,
                $"an access token, because {Listen} can be reached from other machines"
            );
        }
        if (MaxUploadBytes <= 0)
        {
            throw new BadInputException("maxUploadBytes", MaxUploadBytes, "a number above 0");
        }
    }
}
