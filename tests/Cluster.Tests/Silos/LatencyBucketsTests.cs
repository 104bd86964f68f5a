using Quant.Grains.Interfaces.Cluster;

namespace Quant.Cluster.Tests.Silos;

public sealed class LatencyBucketsTests
{
    [Theory]
    [InlineData(0.002)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(45)]
    [InlineData(1800)]
    [InlineData(3_000_000)]
    public void A_quantile_is_within_ten_per_cent_of_the_times_it_was_made_of(double milliseconds)
    {
        var buckets = new long[LatencyBuckets.Count];
        buckets[LatencyBuckets.Of(milliseconds * 1000)] = 7;
        foreach (var quantile in (double[])[0.01, 0.5, 0.95, 1])
        {
            Assert.InRange(LatencyBuckets.QuantileMs(buckets, quantile) / milliseconds, 0.9, 1.1);
        }
    }

    [Fact]
    public void Five_per_cent_of_the_calls_are_above_the_95th_percentile()
    {
        var buckets = new long[LatencyBuckets.Count];
        buckets[LatencyBuckets.Of(1_000)] = 95;
        buckets[LatencyBuckets.Of(1_000_000)] = 5;
        Assert.InRange(LatencyBuckets.QuantileMs(buckets, 0.95), 0.9, 1.1);
        Assert.InRange(LatencyBuckets.QuantileMs(buckets, 0.951), 900, 1100);
    }

    [Fact]
    public void No_call_has_no_quantile_and_no_time_is_without_a_bucket()
    {
        Assert.True(double.IsNaN(LatencyBuckets.QuantileMs(new long[LatencyBuckets.Count], 0.5)));
        Assert.Equal(0, LatencyBuckets.Of(0));
        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.Of(double.MaxValue));
    }
}
