using Quant.Specs;

namespace Quant.Client.Web.Bars;

/// <summary>
/// How rows are gathered into points: runs of equal length, in order, so that there are at most as many points as were
/// asked for. Rows and limit alone decide it, so that series over the same rows share their points.
/// </summary>
internal readonly record struct Buckets
{
    public const int MostPoints = 20_000;

    public Buckets(int rows, int maxPoints)
    {
        if (maxPoints is < 1 or > MostPoints)
        {
            throw new BadInputException("maxPoints", maxPoints, $"an integer from 1 to {MostPoints}");
        }
        Rows = rows;
        Stride = Math.Max(1, (int)(((long)rows + maxPoints - 1) / maxPoints));
        Count = (rows + Stride - 1) / Stride;
    }

    public int Rows { get; }

    /// <summary>Rows per point.</summary>
    public int Stride { get; }

    /// <summary>Points.</summary>
    public int Count { get; }

    /// <summary>First row of a point.</summary>
    public int Start(int point) => point * Stride;

    /// <summary>Row after the last one of a point.</summary>
    public int End(int point) => Math.Min(Rows, (point + 1) * Stride);

    /// <summary>The first value of each point.</summary>
    public long[] First(ReadOnlySpan<long> values)
    {
        var result = new long[Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[Start(i)];
        }
        return result;
    }

    public double?[] First(ReadOnlySpan<double> values)
    {
        var result = new double?[Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[Start(i)];
        }
        return result;
    }

    public double?[] Last(ReadOnlySpan<double> values)
    {
        var result = new double?[Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[End(i) - 1];
        }
        return result;
    }

    public double?[] Max(ReadOnlySpan<double> values)
    {
        var result = new double?[Count];
        for (var i = 0; i < result.Length; i++)
        {
            var most = double.NegativeInfinity;
            foreach (var value in values[Start(i)..End(i)])
            {
                most = Math.Max(most, value);
            }
            result[i] = most;
        }
        return result;
    }

    public double?[] Min(ReadOnlySpan<double> values)
    {
        var result = new double?[Count];
        for (var i = 0; i < result.Length; i++)
        {
            var least = double.PositiveInfinity;
            foreach (var value in values[Start(i)..End(i)])
            {
                least = Math.Min(least, value);
            }
            result[i] = least;
        }
        return result;
    }

    /// <summary>True for the points all of whose values are.</summary>
    public bool[] All(ReadOnlySpan<bool> values)
    {
        var result = new bool[Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = !values[Start(i)..End(i)].Contains(false);
        }
        return result;
    }

    /// <summary>The value that all of a point's rows have; null where they differ.</summary>
    public string?[] Common(string?[] values)
    {
        var result = new string?[Count];
        for (var i = 0; i < result.Length; i++)
        {
            var first = values[Start(i)];
            result[i] = Array.TrueForAll(values[Start(i)..End(i)], value => value == first) ? first : null;
        }
        return result;
    }

    public double?[] Sum(ReadOnlySpan<double> values)
    {
        var result = new double?[Count];
        for (var i = 0; i < result.Length; i++)
        {
            var sum = 0.0;
            foreach (var value in values[Start(i)..End(i)])
            {
                sum += value;
            }
            result[i] = sum;
        }
        return result;
    }
}
