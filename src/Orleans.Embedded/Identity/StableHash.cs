namespace Orleans.Runtime;

/// <summary>FNV-1a with a final avalanche (MurmurHash3's fmix32): the same value in every process, well spread.</summary>
internal static class StableHash
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = (hash ^ b) * 16777619u;
        return Mix(hash);
    }

    public static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
        return hash ^ (hash >> 16);
    }
}
