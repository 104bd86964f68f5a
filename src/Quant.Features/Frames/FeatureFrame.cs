namespace Quant.Features.Frames;

/// <summary>
/// Features of one symbol in columns, one row per bar of its series, in the same order. A value at row t uses only what
/// was known when bar t closed.
/// </summary>
/// <param name="Ts">Starts of the bars, microseconds UTC, strictly ascending.</param>
/// <param name="Names">Column names, unique.</param>
/// <param name="Columns">
/// One array per name, each as long as <paramref name="Ts"/>. NaN where a feature is not known yet (warm-up, or its
/// context has no bar); infinities never occur.
/// </param>
public sealed record FeatureFrame(long[] Ts, IReadOnlyList<string> Names, double[][] Columns)
{
    public int Rows => Ts.Length;

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public double[] this[string name]
    {
        get
        {
            for (var i = 0; i < Names.Count; i++)
            {
                if (Names[i] == name)
                {
                    return Columns[i];
                }
            }
            throw new KeyNotFoundException($"No feature '{name}'; there are {string.Join(", ", Names)}.");
        }
    }
}
