using Quant.Learning.Labels;
using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.Learning.Tests.Labels;

public sealed class LabelTests
{
    private static readonly BarSeries s_bars = new(
        Symbol.Parse("X"),
        Interval.Day1,
        [0, 1, 2, 3, 4],
        [10, 11, 12, 13, 14],
        [20, 20, 20, 20, 20],
        [1, 1, 1, 1, 1],
        [10.5, 11.5, 11.4, 13.5, 13.5],
        [1, 1, 1, 1, 1]
    );

    [Fact]
    public void A_forward_return_runs_from_the_close_of_the_decision_to_the_close_of_the_horizon()
    {
        var labels = new LabelSpec("forwardReturn", SpecParams.Of(("horizon", 2), ("form", "simple")))
            .Bind()
            .Make(s_bars);

        Assert.Equal(TaskKind.Regression, labels.Task);
        Assert.Equal([11.4 / 10.5 - 1, 13.5 / 11.5 - 1, 13.5 / 11.4 - 1, double.NaN, double.NaN], labels.Values);
        Assert.Equal([2, 3, 4, 5, 6], labels.LabelEnd);
    }

    [Fact]
    public void A_delay_moves_entry_and_exit_to_the_bars_an_order_would_get()
    {
        var labels = new LabelSpec(
            "forwardReturn",
            SpecParams.Of(("horizon", 1), ("delay", 1), ("price", "open"), ("form", "log"))
        )
            .Bind()
            .Make(s_bars);

        Assert.Equal(Math.Log(12.0 / 11), labels.Values[0]);
        Assert.Equal([2, 3, 4, 5, 6], labels.LabelEnd);
        Assert.True(double.IsNaN(labels.Values[3]));
    }

    [Fact]
    public void A_price_that_does_not_move_is_not_up()
    {
        var labels = new LabelSpec("sign").Bind().Make(s_bars);

        Assert.Equal([1, 0, 1, 0, double.NaN], labels.Values);
    }

    [Fact]
    public void Moves_within_the_dead_band_have_a_return_but_no_label()
    {
        var labels = new LabelSpec("signDeadBand", SpecParams.Of(("band", 0.05))).Bind().Make(s_bars);

        Assert.Equal([1, double.NaN, 1, double.NaN, double.NaN], labels.Values);
        Assert.Equal(Math.Log(11.4 / 11.5), labels.Returns[1]);
    }

    [Fact]
    public void A_label_known_by_a_time_does_not_depend_on_later_bars()
    {
        var all = MadeUpMarket.Bars(120);
        foreach (var definition in LabelCatalog.All)
        {
            foreach (var (horizon, delay, price) in new[] { (1, 0, "close"), (7, 2, "open"), (20, 1, "mid") })
            {
                var label = new LabelSpec(
                    definition.Kind,
                    SpecParams.Of(("horizon", horizon), ("delay", delay), ("price", price))
                ).Bind();
                var whole = label.Make(all);
                for (var count = 1; count <= all.Count; count++)
                {
                    var cut = label.Make(all.Slice(0, count));
                    for (var row = 0; row < count; row++)
                    {
                        var known = whole.LabelEnd[row] < count;
                        Assert.Equal(known ? whole.Values[row] : double.NaN, cut.Values[row]);
                        Assert.Equal(whole.LabelEnd[row], cut.LabelEnd[row]);
                        Assert.Equal(label.Reach, cut.LabelEnd[row] - row);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("forwardReturns", "horizon", 1, "label.kind")]
    [InlineData("sign", "horizon", 0, "label.params.horizon")]
    [InlineData("sign", "band", 1, "label.params.band")]
    [InlineData("sign", "price", "open", "label.params.price")]
    public void A_spec_that_cannot_be_is_refused_by_field(string kind, string parameter, object value, string field)
    {
        var fault = Assert.Throws<BadInputException>(() =>
            new LabelSpec(kind, SpecParams.Of((parameter, value))).Bind()
        );

        Assert.Equal(field, fault.Field);
    }
}
