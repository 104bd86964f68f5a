namespace Quant.Bench;

/// <summary>One comparison of ours with a peer, both measured in the same run.</summary>
public interface IComparison
{
    /// <summary>What <c>bench/run</c> calls it.</summary>
    string Name { get; }

    /// <summary>Debian packages its peer needs.</summary>
    IReadOnlyList<string> PeerPackages => [];

    /// <summary>Runs both sides, prints what it does, and returns the medians of at least five runs.</summary>
    Outcome Run(string[] args);
}

/// <summary>The last line <c>bench/run</c> prints.</summary>
/// <param name="Name">The comparison.</param>
/// <param name="Ours">Our median, in <paramref name="Unit"/>.</param>
/// <param name="Peer">The peer's median; null where the peer could not be had (the lines above say why).</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Ratio">Above 1: we are ahead, whichever way the unit runs; null without a peer.</param>
public sealed record Outcome(string Name, double Ours, double? Peer, string Unit, double? Ratio);
