namespace Quant.Learning.Estimators.Trees;

/// <summary>
/// Sorts doubles by spreading them over equally wide buckets and sorting each bucket: linear for the usual feature,
/// n log n for the worst (all values but one in one bucket).
/// </summary>
internal static class BucketSort
{
    private const int Small = 2048;

    /// <summary>Returns <paramref name="values"/> in ascending order, in one of the two spans; both are overwritten.</summary>
    /// <param name="values">Finite or infinite values, no NaN.</param>
    /// <param name="spare">As long as <paramref name="values"/>.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    public static Span<double> Sort(Span<double> values, Span<double> spare, double low, double high)
    {
        var slots = Math.Min(1 << 16, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Length));
        var slope = (slots - 1) / (high - low);
        if (values.Length <= Small || !double.IsFinite(slope))
        {
            values.Sort();
            return values;
        }
        var starts = new int[slots + 1];
        foreach (var x in values)
        {
            starts[(int)((x - low) * slope) + 1]++;
        }
        for (var slot = 0; slot < slots; slot++)
        {
            starts[slot + 1] += starts[slot];
        }
        foreach (var x in values)
        {
            spare[starts[(int)((x - low) * slope)]++] = x;
        }
        var from = 0;
        for (var slot = 0; slot < slots; slot++)
        {
            SortBucket(spare[from..starts[slot]]);
            from = starts[slot];
        }
        return spare;
    }

    private static void SortBucket(Span<double> bucket)
    {
        if (bucket.Length > 16)
        {
            bucket.Sort();
            return;
        }
        for (var i = 1; i < bucket.Length; i++)
        {
            var x = bucket[i];
            var j = i - 1;
            for (; j >= 0 && bucket[j] > x; j--)
            {
                bucket[j + 1] = bucket[j];
            }
            bucket[j + 1] = x;
        }
    }
}
