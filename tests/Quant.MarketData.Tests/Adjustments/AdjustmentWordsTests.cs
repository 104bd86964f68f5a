using Quant.MarketData.Adjustments;
using Quant.Specs;

namespace Quant.MarketData.Tests.Adjustments;

public sealed class AdjustmentWordsTests
{
    [Theory]
    [InlineData("raw", AdjustmentMode.None)]
    [InlineData("none", AdjustmentMode.None)]
    [InlineData("split", AdjustmentMode.Split)]
    [InlineData("all", AdjustmentMode.SplitAndDividend)]
    [InlineData("splitAndDividend", AdjustmentMode.SplitAndDividend)]
    public void Either_set_of_words_is_read(string word, AdjustmentMode mode) =>
        Assert.Equal(mode, AdjustmentWords.Parse(word));

    [Fact]
    public void Words_that_are_written_are_those_fingerprints_were_taken_of() =>
        Assert.Equal(
            ["none", "split", "splitAndDividend"],
            Enum.GetValues<AdjustmentMode>().Select(AdjustmentWords.Of)
        );

    [Theory]
    [InlineData("RAW")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("dividend")]
    public void Other_words_are_refused_with_those_that_are_allowed(string? word)
    {
        var error = Assert.Throws<BadInputException>(() => AdjustmentWords.Parse(word, "--adjustment"));
        Assert.Equal("--adjustment", error.Field);
        Assert.Equal(AdjustmentWords.Allowed, error.Allowed);
    }
}
