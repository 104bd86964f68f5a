using Quant.Specs;

namespace Quant.Grains.Ingest;

/// <summary>What ingestion does unless a request says otherwise.</summary>
public sealed record IngestSettings
{
    /// <summary>Names of providers in the order they are tried.</summary>
    public IReadOnlyList<string> Providers { get; init; } = ["alpaca"];

    /// <summary>How long a live answer may still change what was polled last: so much is asked for again each time.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a session's end all of it is asked for once more, for late revisions.</summary>
    public TimeSpan FinalLook { get; init; } = TimeSpan.FromMinutes(16);

    /// <summary>Longest pause between attempts while a provider is away.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the first symbol that asks for some minutes waits for others to ask together.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Windows of a backfill that are asked for ahead of the one being stored.</summary>
    public int WindowsAhead { get; init; } = 2;

    /// <summary>The order of a request, or the default.</summary>
    /// <exception cref="BadInputException">A name twice.</exception>
    public IReadOnlyList<string> ProvidersOr(IReadOnlyList<string> asked)
    {
        if (asked.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new BadInputException("providers", twice.Key, "each provider once");
        }
        return asked.Count > 0 ? asked : Providers;
    }
}
