using Quant.Features.Catalog;

namespace Quant.Features.Tests.Operators;

/// <summary>Prices that stand still: no rounding may look like movement.</summary>
public class ConstantSeriesTests
{
    /// <summary>Not a sum of few powers of two, so that careless sums of it are inexact.</summary>
    private const double Price = 1234.1;

    [Theory]
    [InlineData("stddev", "value", 0)]
    [InlineData("realized_vol", "value", 0)]
    [InlineData("parkinson", "value", 0)]
    [InlineData("garman_klass", "value", 0)]
    [InlineData("atr", "value", 0)]
    [InlineData("macd", "histogram", 0)]
    [InlineData("bollinger", "width", 0)]
    [InlineData("bollinger", "position", 0.5)]
    [InlineData("sma", "value", Price)]
    [InlineData("ema", "value", Price)]
    [InlineData("wma", "value", Price)]
    [InlineData("sma_distance", "value", 0)]
    [InlineData("rsi", "value", 50)]
    [InlineData("mfi", "value", 50)]
    [InlineData("stochastic", "d", 50)]
    [InlineData("williams_r", "value", -50)]
    [InlineData("ibs", "value", 0.5)]
    [InlineData("adx", "adx", 0)]
    [InlineData("cmf", "value", 0)]
    [InlineData("z_score", "value", double.NaN)]
    [InlineData("cci", "value", double.NaN)]
    [InlineData("atr_ratio", "value", double.NaN)]
    public void Yields_exactly_the_documented_value(string indicator, string output, double expected)
    {
        var column = IndicatorCatalog.Get(indicator).Run(TestBars.Constant(300, Price), null, output)[0];
        Assert.All(column[100..], value => Assert.Equal(expected, value));
    }

    [Fact]
    public void Every_window_that_has_become_constant_has_no_deviation_left()
    {
        var bars = TestBars.Awkward(TestBars.Own, Quant.MarketData.Bars.Interval.Day1, TestBars.Daily(3_000), 23);
        var deviation = IndicatorCatalog.Get("stddev").Run(bars)[0];
        var constant = 0;
        for (var i = 19; i < bars.Count; i++)
        {
            var window = bars.Close.AsSpan(i - 19, 20);
            var still = !window.ContainsAnyExcept(window[0]);
            Assert.Equal(still, deviation[i] == 0);
            constant += still ? 1 : 0;
        }
        Assert.True(constant > 100);
    }
}
