namespace Quant.Chaos;

/// <summary>What is done to a running study.</summary>
internal enum HarmKind
{
    /// <summary>A silo ends where it stands, with all that it was doing.</summary>
    KillSilo,

    /// <summary>A silo is asked to leave.</summary>
    StopSilo,

    /// <summary>A silo joins.</summary>
    AddSilo,

    /// <summary>Another program holds the catalog, so that nothing can be written for a while.</summary>
    HoldCatalog,

    /// <summary>The process gets SIGKILL and a new one is started.</summary>
    KillProcess,
}

/// <summary>One thing done to a study, at a point of its progress.</summary>
/// <param name="Kind">What.</param>
/// <param name="Progress">When: the part of the work, from 0 to 1, that is done by then.</param>
/// <param name="Pick">Which silo, counted around those there are.</param>
internal sealed record Harm(HarmKind Kind, double Progress, int Pick)
{
    /// <summary>All kinds at least once, in an order and at moments drawn from the seed.</summary>
    public static IReadOnlyList<Harm> Draw(int seed, int count)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<HarmKind>();
        var drawn = Enumerable
            .Range(0, count)
            .Select(i => i < kinds.Length ? kinds[i] : kinds[random.Next(kinds.Length)])
            .ToArray();
        random.Shuffle(drawn);
        var moments = drawn.Select(_ => 0.9 * random.NextDouble()).Order().ToList();
        return [.. drawn.Select((kind, i) => new Harm(kind, moments[i], random.Next(100)))];
    }
}
