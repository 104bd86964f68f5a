using Quant.Features.Frames;

namespace Quant.Features.Tests.Engine;

internal static class Bits
{
    /// <summary>Fails with the name and row of the first value that differs in a bit.</summary>
    /// <param name="expected">The frame as it should be.</param>
    /// <param name="from">First row of it that is compared.</param>
    /// <param name="actual">A frame whose first row is that row; rows it has not are not compared.</param>
    public static void AssertSame(FeatureFrame expected, int from, FeatureFrame actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        Assert.Equal(expected.Ts.AsSpan(from, actual.Rows).ToArray(), actual.Ts);
        for (var k = 0; k < expected.Names.Count; k++)
        {
            for (var i = 0; i < actual.Rows; i++)
            {
                var (want, got) = (expected.Columns[k][from + i], actual.Columns[k][i]);
                if (BitConverter.DoubleToInt64Bits(want) != BitConverter.DoubleToInt64Bits(got))
                {
                    Assert.Fail($"{expected.Names[k]}, row {from + i}: {got:R}, not {want:R}");
                }
            }
        }
    }
}
