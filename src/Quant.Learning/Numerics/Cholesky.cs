namespace Quant.Learning.Numerics;

/// <summary>Solves A·x = b for a symmetric positive definite matrix, kept row by row.</summary>
internal static class Cholesky
{
    /// <summary>Replaces <paramref name="b"/> by the solution and the lower half of <paramref name="a"/> by its factor.</summary>
    /// <param name="a">n × n, row by row; only the lower half is read.</param>
    /// <param name="b">n numbers.</param>
    /// <returns>False where the matrix is not positive definite to working precision.</returns>
    public static bool Solve(double[] a, double[] b)
    {
        var n = b.Length;
        for (var j = 0; j < n; j++)
        {
            var row = a.AsSpan(j * n, j);
            var diagonal = a[j * n + j];
            var pivot = diagonal - Lanes.Dot(row, row);
            if (!(pivot > 1e-14 * diagonal))
            {
                return false;
            }
            var root = Math.Sqrt(pivot);
            a[j * n + j] = root;
            for (var i = j + 1; i < n; i++)
            {
                a[i * n + j] = (a[i * n + j] - Lanes.Dot(a.AsSpan(i * n, j), row)) / root;
            }
        }
        for (var i = 0; i < n; i++)
        {
            b[i] = (b[i] - Lanes.Dot(a.AsSpan(i * n, i), b.AsSpan(0, i))) / a[i * n + i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var j = i + 1; j < n; j++)
            {
                sum -= a[j * n + i] * b[j];
            }
            b[i] = sum / a[i * n + i];
        }
        return true;
    }
}
