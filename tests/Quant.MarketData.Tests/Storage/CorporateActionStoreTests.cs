using Quant.Lake.Partitions;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Storage;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Storage;

public sealed class CorporateActionStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CorporateActionStore _store;

    public CorporateActionStoreTests() => _store = new CorporateActionStore(new LakeStore(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Actions_come_back_by_date_and_the_same_again_change_nothing()
    {
        CorporateAction[] actions =
        [
            new(Aapl, Date("2014-06-06"), 1.0 / 7, 1),
            new(Aapl, Date("1998-01-02"), 1, 0.99),
            new(Aapl, Date("2014-06-06"), 1, 0.995),
        ];
        var change = _store.PlanReplace(null, Aapl, actions)!;
        Assert.Equal((0L, 1L), (change.ExpectedGeneration, change.Replacement!.Generation));
        Assert.Equal(
            [actions[1], new CorporateAction(Aapl, Date("2014-06-06"), 1.0 / 7, 0.995)],
            _store.Read(change.Replacement)
        );
        Assert.Null(_store.PlanReplace(change.Replacement, Aapl, actions));
        Assert.Equal(2, _store.PlanReplace(change.Replacement, Aapl, actions[..1])!.Replacement!.Generation);
        Assert.Null(_store.PlanReplace(change.Replacement, Aapl, [])!.Replacement);
        Assert.Null(_store.PlanReplace(null, Aapl, []));
        Assert.Empty(_store.Read(null));
    }

    [Theory]
    [InlineData("IBM", 0.5)]
    [InlineData("AAPL", 0)]
    [InlineData("AAPL", double.NaN)]
    public void Foreign_actions_and_impossible_factors_are_refused(string symbol, double split)
    {
        var action = new CorporateAction(Quant.MarketData.Bars.Symbol.Parse(symbol), Date("2014-06-06"), split, 1);
        Assert.Throws<BadInputException>(() => _store.PlanReplace(null, Aapl, [action]));
    }
}
