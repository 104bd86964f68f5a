using Quant.Search.Studies;
using Quant.Specs;

namespace Quant.Search.Tests.Studies;

public sealed class StudyPeriodsTests
{
    [Fact]
    public void All_models_share_the_time_and_the_hold_out_is_its_end()
    {
        var periods = StudyPeriods.Of([(1_000, 5_000), (2_000, 4_999)], 0.3);

        Assert.Equal((2_000, 4_100, 5_000), (periods.FromTs, periods.SplitTs, periods.ToTs));
    }

    [Fact]
    public void Models_that_share_no_time_are_refused()
    {
        var fault = Assert.Throws<BadInputException>(() => StudyPeriods.Of([(1_000, 1_999), (2_000, 3_000)], 0.3));

        Assert.Equal("model", fault.Field);
    }
}
