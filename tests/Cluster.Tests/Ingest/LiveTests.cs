using Quant.Cluster.Tests.Factory;
using Quant.Cluster.Tests.Providers;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Interfaces.Upkeep;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using Quant.Specs;
using static Quant.Cluster.Tests.Ingest.Bringing;

namespace Quant.Cluster.Tests.Ingest;

/// <summary>Live feeds, by the clock of a provider that a test sets. Each look is asked for instead of waited for.</summary>
public sealed class LiveTests
{
    private static readonly LiveRequest s_poll = new("poll", [], "regular", null);

    [Fact]
    public async Task A_day_is_taken_in_minute_by_minute_and_put_into_its_month_when_it_is_over()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-12")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 9 * 60);
        var grain = factory.Grain<ISymbolIngestGrain>("ACME");
        Assert.StartsWith("market closed until 2024-03-11T13:30", (await grain.GetLiveAsync()).Step);
        Assert.Empty(provider.Asked);

        for (var minute = 571; minute <= 580; minute++)
        {
            var live = await LookAtAsync(factory, provider, "ACME", "2024-03-11", minute);
            Assert.Equal(minute - 570, (await factory.StoredAsync("ACME")).Count);
            Assert.Equal(At("2024-03-11", minute), live.AskedToTs);
        }
        Assert.Equal(["2024-03-11"], await PeriodsAsync(factory));

        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 16 * 60 + 1);
        Assert.Equal(390, (await factory.StoredAsync("ACME")).Count);
        Assert.Equal(["2024-03-11"], await PeriodsAsync(factory));

        var revised = provider.Bars("ACME", At("2024-03-11", 600), long.MaxValue)[0];
        provider.Put("ACME", [revised with { Close = revised.Low }]);
        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 16 * 60 + 20);

        Assert.Equal(["2024-03"], await PeriodsAsync(factory));
        Assert.Equal(provider.Bars("ACME", 0, Midnight("2024-03-12")), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task After_an_absence_of_minutes_or_days_what_was_missed_is_made_good()
    {
        using var root = new TestRoot();
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-07"), Date("2024-03-15")));
        var options = new FactoryOptions { Providers = [provider] };
        await using (var factory = await TestFactory.StartAsync(options, root))
        {
            await LookAtAsync(factory, provider, "ACME", "2024-03-07", 9 * 60);
            await LookAtAsync(factory, provider, "ACME", "2024-03-07", 10 * 60);
        }
        await using (var factory = await TestFactory.StartAsync(options, root))
        {
            await LookAtAsync(factory, provider, "ACME", "2024-03-07", 11 * 60, set: false);
            Assert.Equal(90, (await factory.StoredAsync("ACME")).Count);
        }
        await using var later = await TestFactory.StartAsync(options, root);

        await LookAtAsync(later, provider, "ACME", "2024-03-14", 12 * 60, set: false);
        var backfill = Assert.Single(await later.Grain<ISymbolIngestGrain>("ACME").ListBackfillsAsync());
        Assert.Equal("completed", (await later.EndAsync("ACME", backfill.Id)).State);
        await LookAtAsync(later, provider, "ACME", "2024-03-14", 12 * 60 + 1);

        Assert.Equal(
            provider.Bars("ACME", At("2024-03-07", 570), At("2024-03-14", 12 * 60 + 1)),
            (await later.StoredAsync("ACME")).All()
        );
    }

    [Fact]
    public async Task A_clock_that_jumps_skips_no_minute_and_doubles_none()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 9 * 60);
        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 600);

        // The machine runs an hour ahead until an answer says what time it is.
        provider.SetTime(At("2024-03-11", 661));
        provider.Gate = _ =>
        {
            provider.SetTime(At("2024-03-11", 601));
            return Task.CompletedTask;
        };
        var ahead = await TickAsync(factory, "ACME", status => status.AskedToTs == At("2024-03-11", 601));
        Assert.Equal(31, (await factory.StoredAsync("ACME")).Count);

        provider.Gate = _ => Task.CompletedTask;
        provider.SetTime(At("2024-03-11", 590));
        var behind = await TickAsync(
            factory,
            "ACME",
            status => status.Step.StartsWith("clock went back", StringComparison.Ordinal)
        );
        Assert.Equal(ahead.AskedToTs, behind.AskedToTs);

        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 603);
        Assert.Equal(provider.Bars("ACME", 0, At("2024-03-11", 603)), (await factory.StoredAsync("ACME")).All());
    }

    [Theory, InlineData("2024-03-08", "2024-03-12"), InlineData("2024-11-01", "2024-11-05")]
    public async Task The_weekends_on_which_clocks_change_are_like_any_other(string friday, string tuesday)
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date(friday), Date(tuesday)));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });

        await LookAtAsync(factory, provider, "ACME", friday, 570);
        for (var date = Date(friday); date <= Date(tuesday); date = date.AddDays(1))
        {
            foreach (var minute in new[] { 570, 571, 780, 960, 961, 980 })
            {
                await LookAtAsync(factory, provider, "ACME", date.ToString("O"), minute);
            }
        }

        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
        Assert.Empty(await factory.Grain<ISymbolIngestGrain>("ACME").ListBackfillsAsync());
    }

    [Fact]
    public async Task A_provider_that_is_down_for_an_hour_is_told_and_the_hour_made_good()
    {
        var down = false;
        var provider = new ScriptedProvider
        {
            Fault = _ => Volatile.Read(ref down) ? new ProviderUnavailableException("scripted", "no route") : null,
        };
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 570);
        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 600);

        Volatile.Write(ref down, true);
        for (var minute = 601; minute <= 660; minute += 10)
        {
            provider.SetTime(At("2024-03-11", minute));
            var failures = (minute - 601) / 10 + 1;
            var live = await TickAsync(factory, "ACME", status => status.Failures == failures);
            Assert.Contains("no route", live.Error, StringComparison.Ordinal);
        }
        Volatile.Write(ref down, false);
        var back = await LookAtAsync(factory, provider, "ACME", "2024-03-11", 661);

        Assert.Equal((0, null), (back.Failures, back.Error));
        Assert.Equal(provider.Bars("ACME", 0, At("2024-03-11", 661)), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task Many_symbols_share_few_questions_and_one_that_is_refused_fails_alone()
    {
        var provider = new ScriptedProvider
        {
            Fault = asked =>
                asked.Symbols.Contains(Symbol.Parse("S7"))
                    ? new ProviderRefusedException("scripted", 422, "invalid symbol: S7")
                    : null,
        };
        var symbols = Enumerable.Range(0, 60).Select(i => $"S{i}").ToList();
        foreach (var symbol in symbols)
        {
            provider.Put(symbol, ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")));
        }
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        provider.SetTime(At("2024-03-11", 570));
        await Task.WhenAll(symbols.Select(s => factory.Grain<ISymbolIngestGrain>(s).SetLiveAsync(s_poll)));
        foreach (var symbol in symbols)
        {
            await TickAsync(factory, symbol, status => status.AskedToTs is not null);
        }
        var asked = provider.Asked.Count;

        provider.SetTime(At("2024-03-11", 575));
        await Task.WhenAll(symbols.Select(s => factory.Grain<ISymbolIngestGrain>(s).WakeAsync()));
        foreach (var symbol in symbols.Where(s => s != "S7"))
        {
            await TickAsync(factory, symbol, status => status.LastBarTs is not null, wake: false);
        }
        var refused = await TickAsync(factory, "S7", status => status.Failures > 0, wake: false);

        Assert.Contains("invalid symbol", refused.Error, StringComparison.Ordinal);
        Assert.True(provider.Asked.Count - asked < 20, $"{provider.Asked.Count - asked} questions for 60 symbols");
    }

    [Fact]
    public async Task A_symbol_that_waits_for_an_answer_keeps_no_other_waiting()
    {
        var never = new TaskCompletionSource();
        var provider = new ScriptedProvider
        {
            Capabilities = new ProviderCapabilities { Intervals = [Interval.Minute1], Calendars = ["XNYS"] },
            Gate = asked => asked.Symbols[0].ToString() == "SLOW" ? never.Task : Task.CompletedTask,
        };
        foreach (var symbol in new[] { "SLOW", "FAST" })
        {
            provider.Put(symbol, ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")));
        }
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await LookAtAsync(factory, provider, "SLOW", "2024-03-11", 570);
        await LookAtAsync(factory, provider, "FAST", "2024-03-11", 570);

        provider.SetTime(At("2024-03-11", 600));
        await factory.Grain<ISymbolIngestGrain>("SLOW").WakeAsync();
        await LookAtAsync(factory, provider, "FAST", "2024-03-11", 600);

        Assert.Equal(30, (await factory.StoredAsync("FAST")).Count);
        Assert.Equal("asking", (await factory.Grain<ISymbolIngestGrain>("SLOW").GetLiveAsync()).Step);
        never.SetResult();
    }

    [Fact]
    public async Task What_lies_between_a_backfill_and_the_beginning_of_a_feed_is_asked_for()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        provider.SetTime(At("2024-03-11", 580));
        await factory.BackfillAsync("ACME", Range("2024-03-11"));
        Assert.Equal(10, (await factory.StoredAsync("ACME")).Count);

        await LookAtAsync(factory, provider, "ACME", "2024-03-11", 620);

        Assert.Equal(provider.Bars("ACME", 0, At("2024-03-11", 620)), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task Days_of_a_market_that_never_closes_go_into_their_months_as_well()
    {
        var provider = new ScriptedProvider();
        var from = UnixMicros.From(new DateTimeOffset(2024, 3, 9, 22, 0, 0, TimeSpan.Zero));
        provider.Put(
            "BTC/USD",
            Enumerable.Range(0, 180).Select(i => new Bar(from + i * UnixMicros.PerMinute, 9, 9, 9, 9, 1))
        );
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        var grain = factory.Grain<ISymbolIngestGrain>("BTC/USD");
        provider.SetTime(from);
        await grain.SetLiveAsync(s_poll);
        foreach (var minute in new[] { 30, 110, 130, 150, 170 })
        {
            provider.SetTime(from + minute * UnixMicros.PerMinute);
            await TickAsync(factory, "BTC/USD", status => status.AskedToTs == from + minute * UnixMicros.PerMinute);
        }

        Assert.Equal(
            ["2024-03", "2024-03-10"],
            (await factory.EntriesAsync(Dataset.Bars("1m"), "BTC/USD")).Select(entry => entry.Key.Period)
        );
        Assert.Equal(170, (await factory.StoredAsync("BTC/USD")).Count);
    }

    [Fact]
    public async Task A_finished_session_is_looked_at_once_more_and_then_no_more_though_its_evening_is_of_the_next_UTC_day()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-10"), Date("2024-01-10")));
        var evening = At("2024-01-10", 19 * 60 + 30);
        provider.Put("ACME", [new Bar(evening, 9, 9, 9, 9, 1)]);
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        provider.SetTime(At("2024-01-10", 570));
        await factory.Grain<ISymbolIngestGrain>("ACME").SetLiveAsync(s_poll with { Sessions = "all" });
        foreach (var minute in new[] { 600, 961, 1190, 1230 })
        {
            await LookAtAsync(factory, provider, "ACME", "2024-01-10", minute);
        }
        var asked = provider.Asked.Count;
        for (var minute = 1231; minute < 1240; minute++)
        {
            await LookAtAsync(factory, provider, "ACME", "2024-01-10", minute);
        }

        Assert.Equal(asked, provider.Asked.Count);
        Assert.Equal(391, (await factory.StoredAsync("ACME")).Count);
        Assert.Equal(["2024-01", "2024-01-11"], await PeriodsAsync(factory));
    }

    [Fact]
    public async Task Files_that_minutes_replaced_are_deleted_and_those_that_count_are_not()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        for (var minute = 570; minute <= 575; minute++)
        {
            await LookAtAsync(factory, provider, "ACME", "2024-03-11", minute);
        }

        var deleted = await factory.Grain<ILakeUpkeepGrain>("lake").CollectAsync(TimeSpan.Zero);

        Assert.Equal(4, deleted);
        Assert.Equal(5, (await factory.StoredAsync("ACME")).Count);
        Assert.Equal(0, await factory.Grain<ILakeUpkeepGrain>("lake").CollectAsync(TimeSpan.Zero));
    }

    private static long At(string date, int minuteOfDay) => Midnight(date) + OffsetFree(date, minuteOfDay);

    private static long OffsetFree(string date, int minuteOfDay) =>
        Quant.MarketData.Calendars.ExchangeCalendar.Nyse.Zone.ToUtc(
            (Date(date).DayNumber - 719_162) * UnixMicros.PerDay + minuteOfDay * UnixMicros.PerMinute
        ) - Midnight(date);

    private static async Task<LiveStatus> LookAtAsync(
        TestFactory factory,
        ScriptedProvider provider,
        string symbol,
        string date,
        int minuteOfDay,
        bool set = true
    )
    {
        provider.SetTime(At(date, minuteOfDay));
        var grain = factory.Grain<ISymbolIngestGrain>(symbol);
        if (set && (await grain.GetLiveAsync()).Mode == "off")
        {
            await grain.SetLiveAsync(s_poll);
        }
        return await TickAsync(
            factory,
            symbol,
            status => status.Failures == 0 && status.AskedToTs >= At(date, minuteOfDay)
        );
    }

    /// <summary>Lets the symbol look at the time until what is waited for is so.</summary>
    private static async Task<LiveStatus> TickAsync(
        TestFactory factory,
        string symbol,
        Func<LiveStatus, bool> until,
        bool wake = true
    )
    {
        var grain = factory.Grain<ISymbolIngestGrain>(symbol);
        if (wake)
        {
            await grain.WakeAsync();
        }
        LiveStatus? status = null;
        await Eventually.TrueAsync(
            async () => until(status = await grain.GetLiveAsync()),
            $"a look at {symbol}, which last was: {status}"
        );
        return status!;
    }

    private static async Task<IEnumerable<string>> PeriodsAsync(TestFactory factory) =>
        (await factory.EntriesAsync(Dataset.Bars("1m"), "ACME")).Select(entry => entry.Key.Period);
}
