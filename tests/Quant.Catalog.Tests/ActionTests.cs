using Quant.Catalog.Tests.Databases;
using Quant.MarketData.Earnings;
using Quant.MarketData.Providers.Actions;
using Quant.Specs;

namespace Quant.Catalog.Tests;

public sealed class ActionTests(PostgresFixture postgres)
{
    private static readonly DateOnly s_from = new(2020, 1, 1);
    private static readonly DateOnly s_to = new(2020, 12, 31);

    private static AnnouncedAction Dividend(int month, double cash, string source = "alpaca") =>
        new(Samples.Aapl, new DateOnly(2020, month, 7), ActionKind.CashDividend, 1, 1, cash, source);

    private static AnnouncedAction Split(int month) =>
        new(Samples.Aapl, new DateOnly(2020, month, 31), ActionKind.Split, 1, 4, 0, "alpaca");

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_source_replaces_what_it_told_of_a_range_and_nothing_else(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var actions = (await database.OpenAsync()).CorporateActions;
        AnnouncedAction[] told = [Dividend(2, 0.77), Dividend(5, 0.82), Dividend(5, 0.10), Split(8)];
        await actions.ReplaceAsync(Samples.Aapl, "alpaca", s_from, s_to, told);
        await actions.ReplaceAsync(Samples.Aapl, "yahoo", s_from, s_to, [Dividend(5, 0.8203, "yahoo")]);
        Assert.Equal(
            [told[0], told[1], told[2], Dividend(5, 0.8203, "yahoo"), told[3]],
            await actions.ListAsync(Samples.Aapl)
        );

        await actions.ReplaceAsync(Samples.Aapl, "alpaca", new(2020, 5, 1), new(2020, 5, 31), [Dividend(5, 0.83)]);
        Assert.Equal(
            [told[0], Dividend(5, 0.83), Dividend(5, 0.8203, "yahoo"), told[3]],
            await actions.ListAsync(Samples.Aapl)
        );

        await actions.ReplaceAsync(Samples.Aapl, "alpaca", s_from, s_to, []);
        Assert.Equal([Dividend(5, 0.8203, "yahoo")], await actions.ListAsync(Samples.Aapl));
        Assert.Empty(await actions.ListAsync(Samples.Spy));
    }

    [Fact]
    public async Task What_is_not_of_the_symbol_source_and_range_or_no_action_at_all_is_refused_and_nothing_changes()
    {
        await using var database = await TestDatabase.CreateAsync(CatalogProvider.Sqlite, postgres);
        var actions = (await database.OpenAsync()).CorporateActions;
        (AnnouncedAction Bad, string Field)[] cases =
        [
            (Dividend(5, 1) with { Symbol = Samples.Spy }, "actions[1].symbol"),
            (Dividend(5, 1, "yahoo"), "actions[1].source"),
            (Dividend(5, 1) with { ExDate = s_to.AddDays(1) }, "actions[1].exDate"),
            (Dividend(5, -1), "actions[1].cash"),
            (Split(8) with { NewShares = 0 }, "actions[1].newShares"),
            (Split(8) with { OldShares = double.NaN }, "actions[1].oldShares"),
        ];
        foreach (var (bad, field) in cases)
        {
            var fault = await Assert.ThrowsAsync<BadInputException>(() =>
                actions.ReplaceAsync(Samples.Aapl, "alpaca", s_from, s_to, [Dividend(2, 1), bad])
            );
            Assert.Equal(field, fault.Field);
        }
        Assert.Empty(await actions.ListAsync(Samples.Aapl));
    }

    [Theory, ClassData(typeof(BothProviders))]
    public async Task A_date_of_earnings_is_what_was_known_of_it_at_the_moment_asked_for(CatalogProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, postgres);
        var earnings = (await database.OpenAsync()).Earnings;
        var start = TestDatabase.Start;
        EarningsDate expected = new(Samples.Aapl, new(2024, 5, 2), EarningsTime.Unknown, start, "a.csv");
        var confirmed = expected with { Time = EarningsTime.AfterClose, KnownAt = start.AddDays(10) };
        EarningsDate other = new(Samples.Spy, new(2024, 5, 3), EarningsTime.BeforeOpen, start.AddDays(1), "a.csv");

        Assert.Equal(3, await earnings.RecordAsync([expected, confirmed, other]));
        Assert.Equal(0, await earnings.RecordAsync([confirmed, expected]));

        Assert.Equal([confirmed, other], await earnings.ListAsync());
        Assert.Equal([expected], await earnings.ListAsync(Samples.Aapl, start.AddDays(9)));
        Assert.Equal([confirmed], await earnings.ListAsync(Samples.Aapl, start.AddDays(10)));
        Assert.Empty(await earnings.ListAsync(Samples.Spy, start));
        Assert.Equal(1, await earnings.RecordAsync([expected with { Source = "b.csv" }]));
    }
}
