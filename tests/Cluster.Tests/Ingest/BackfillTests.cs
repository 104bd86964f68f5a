using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Quant.Cluster.Tests.Factory;
using Quant.Cluster.Tests.Providers;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Features;
using Quant.Grains.Interfaces.Ingest;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers;
using static Quant.Cluster.Tests.Ingest.Bringing;

namespace Quant.Cluster.Tests.Ingest;

public sealed class BackfillTests
{
    [Fact]
    public async Task A_range_is_asked_for_month_by_month_and_the_lake_holds_just_what_the_provider_has()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-03-28")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });

        var status = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-04-01"));

        Assert.Equal(("completed", 3, 3), (status.State, status.WindowsDone, status.WindowsTotal));
        var stored = await factory.StoredAsync("ACME");
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), stored.All());
        Assert.All(stored.Source!, source => Assert.Equal("scripted", source));
        Assert.Equal(
            ["2024-01", "2024-02", "2024-03"],
            (await factory.EntriesAsync(Dataset.Bars("1m"), "ACME")).Select(e => e.Key.Period)
        );
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Empty_months_are_no_end(bool newestFirst)
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2023-01-03"), Date("2023-01-31")));
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2023-06-01"), Date("2023-06-30")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });

        var status = await factory.BackfillAsync(
            "ACME",
            Range("2022-11-01", "2023-09-01") with
            {
                NewestFirst = newestFirst,
            }
        );

        Assert.Equal(("completed", 10), (status.State, status.WindowsDone));
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
        // Up to three are under way at once.
        Assert.Contains(Midnight(newestFirst ? "2022-11-01" : "2023-08-01"), Starts(provider.Asked).TakeLast(3));
    }

    [Fact]
    public async Task Asked_again_nothing_is_asked_of_the_provider_and_no_file_is_written()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-02-15")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-10"));
        var asked = provider.Asked.Count;
        var files = await factory.EntriesAsync(Dataset.Bars("1m"), "ACME");

        var same = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-10"));
        var inside = await factory.BackfillAsync("ACME", Range("2024-01-10", "2024-02-01"));

        Assert.Equal(("completed", "completed"), (same.State, inside.State));
        Assert.Equal(asked, provider.Asked.Count);
        Assert.Equal(files, await factory.EntriesAsync(Dataset.Bars("1m"), "ACME"));

        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-20"));

        var last = Assert.Single(provider.Asked.Skip(asked));
        Assert.Equal(Midnight("2024-02-09") + 960 * 60_000_000L, last.FromTs);
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task A_revision_replaces_the_bar_and_features_that_look_at_it_follow_by_themselves()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-02-29")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-03-01"));
        var before = await factory.BuildAsync("ACME", TestSpecs.Features(), interval: "1m");
        var built = await factory.EntriesAsync(FeaturesOf(before), "ACME");
        var wrong = provider.Bars("ACME", Midnight("2024-02-05"), long.MaxValue)[10];
        provider.Put("ACME", [wrong with { Close = wrong.High, Volume = wrong.Volume + 1 }]);

        var status = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-03-01") with { Again = true });

        Assert.Equal((0L, 1L), (status.Added, status.Revised));
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
        await Eventually.TrueAsync(
            async () => (await factory.EntriesAsync(FeaturesOf(before), "ACME"))[1] != built[1],
            "features of the revised month"
        );
        Assert.Equal(built[0], (await factory.EntriesAsync(FeaturesOf(before), "ACME"))[0]);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_waited_for_and_the_backfill_says_so()
    {
        var away = true;
        var provider = new ScriptedProvider
        {
            Fault = _ => Volatile.Read(ref away) ? new ProviderUnavailableException("scripted", "no route") : null,
        };
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-01-31")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        var grain = factory.Grain<ISymbolIngestGrain>("ACME");
        var queued = await grain.BackfillAsync(Range("2024-01-01", "2024-02-01"));

        await Eventually.TrueAsync(
            async () => (await grain.ListBackfillsAsync())[0].Note?.Contains("no route") == true,
            "a word on what it waits for"
        );
        Volatile.Write(ref away, false);
        var status = await factory.EndAsync("ACME", queued.Id);

        Assert.Equal(("completed", null), (status.State, status.Note));
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_waited_for_and_what_came_is_stored_when_it_does()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-02-29")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        var grain = factory.Grain<ISymbolIngestGrain>("ACME");
        // A file where the folder of bars should be: every write fails with an I/O error, as on a full disk.
        var bars = Path.Combine(factory.Lake.Root, "bars");
        Directory.CreateDirectory(factory.Lake.Root);
        await File.WriteAllTextAsync(bars, "");
        var queued = await grain.BackfillAsync(Range("2024-01-01", "2024-03-01"));
        await Eventually.TrueAsync(
            async () =>
                (await grain.ListBackfillsAsync())[0].Note?.StartsWith("waiting", StringComparison.Ordinal) == true,
            "a word on what it waits for"
        );
        Assert.Empty(await factory.Catalog.IngestWindows.ListAsync(Symbol.Parse("ACME"), Interval.Minute1));

        File.Delete(bars);
        var status = await factory.EndAsync("ACME", queued.Id);

        Assert.Equal(("completed", 2), (status.State, status.WindowsDone));
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task Where_the_first_provider_does_not_answer_the_next_is_asked_for_the_whole_window()
    {
        var first = new ScriptedProvider("first")
        {
            Fault = asked =>
                asked.FromTs >= Midnight("2024-02-01") ? new ProviderUnavailableException("first", "down") : null,
        };
        var second = new ScriptedProvider("second");
        first.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-02-29")));
        second.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-02-29"), price: 200));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [first, second] });

        var status = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-03-01"));

        Assert.Equal("completed", status.State);
        var stored = await factory.StoredAsync("ACME");
        var turn = stored.FirstAtOrAfter(Midnight("2024-02-01"));
        Assert.All(stored.Source![..turn], source => Assert.Equal("first", source));
        Assert.All(stored.Source![turn..], source => Assert.Equal("second", source));
    }

    [Fact]
    public async Task A_provider_without_the_interval_is_not_asked_for_another_one()
    {
        var daily = new ScriptedProvider("daily")
        {
            Capabilities = new ProviderCapabilities { Intervals = [Interval.Day1], Calendars = ["XNYS"] },
        };
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [daily] });

        var refusal = await Assert.ThrowsAsync<BadRequestException>(() =>
            factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01"))
        );

        Assert.Equal("provider", refusal.Field);
        Assert.Contains("1d", refusal.Allowed, StringComparison.Ordinal);
        Assert.Empty(daily.Asked);
    }

    [Fact]
    public async Task A_refusal_fails_the_backfill_with_the_providers_words_and_it_can_be_begun_again()
    {
        var refused = true;
        var provider = new ScriptedProvider
        {
            Fault = _ =>
                Volatile.Read(ref refused) ? new ProviderRefusedException("scripted", 403, "the key lacks sip") : null,
        };
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-01-31")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });

        var failed = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01"));
        Volatile.Write(ref refused, false);
        var again = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01"));

        Assert.Equal(("failed", "scripted: the key lacks sip"), (failed.State, failed.Note));
        Assert.Equal((failed.Id, "completed"), (again.Id, again.State));
    }

    [Fact]
    public async Task A_backfill_is_held_back_goes_on_and_ends_when_it_is_told_to()
    {
        var gate = new TaskCompletionSource();
        var provider = new ScriptedProvider
        {
            Gate = asked => asked.FromTs >= Midnight("2024-02-01") ? gate.Task : Task.CompletedTask,
        };
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-03-28")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        var grain = factory.Grain<ISymbolIngestGrain>("ACME");
        var first = await grain.BackfillAsync(Range("2024-01-01", "2024-04-01"));
        var second = await grain.BackfillAsync(Range("2023-01-01", "2023-02-01"));
        await Eventually.TrueAsync(
            async () => (await grain.ListBackfillsAsync())[0].WindowsDone == 1,
            "the first month"
        );

        var paused = await grain.CommandBackfillAsync(first.Id, BackfillCommand.Pause);
        var other = await factory.EndAsync("ACME", second.Id);
        Assert.Equal(("paused", "completed"), (paused.State, other.State));

        gate.SetResult();
        await grain.CommandBackfillAsync(first.Id, BackfillCommand.Resume);
        Assert.Equal("completed", (await factory.EndAsync("ACME", first.Id)).State);
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());

        var third = await grain.BackfillAsync(Range("2022-01-01", "2022-02-01"));
        await factory.EndAsync("ACME", third.Id);
        Assert.Equal("completed", (await grain.CommandBackfillAsync(third.Id, BackfillCommand.Stop)).State);
    }

    [Fact]
    public async Task Begun_in_a_process_that_is_gone_a_backfill_goes_on_in_the_next()
    {
        using var root = new TestRoot();
        var never = new TaskCompletionSource();
        var provider = new ScriptedProvider
        {
            Gate = asked => asked.FromTs >= Midnight("2024-03-01") ? never.Task : Task.CompletedTask,
        };
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-04-30")));
        string id;
        await using (var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] }, root))
        {
            var grain = factory.Grain<ISymbolIngestGrain>("ACME");
            id = (await grain.BackfillAsync(Range("2024-01-01", "2024-05-01"))).Id;
            await Eventually.TrueAsync(
                async () => (await grain.ListBackfillsAsync())[0].WindowsDone == 2,
                "two months"
            );
            await factory.CrashAsync();
        }
        provider.Gate = _ => Task.CompletedTask;
        var asked = provider.Asked.Count;

        await using var later = await TestFactory.StartAsync(
            new FactoryOptions { Providers = [provider], ResumeStudies = true },
            root
        );
        await Eventually.TrueAsync(
            async () => (await later.Catalog.Backfills.FindAsync(id))!.IsOver,
            "the end of the backfill"
        );

        Assert.Equal([Midnight("2024-03-01"), Midnight("2024-04-01")], Starts(provider.Asked.Skip(asked)).Order());
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await later.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task Asked_on_every_silo_at_once_one_symbol_has_one_backfill_and_every_bar_once()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-03-28")));
        await using var factory = await TestFactory.StartAsync(
            new FactoryOptions { Silos = 3, Providers = [provider] }
        );

        var asked = await Task.WhenAll(
            factory.Cluster.Silos.Select(silo =>
                silo.ServiceProvider.GetRequiredService<IGrainFactory>()
                    .GetGrain<ISymbolIngestGrain>("ACME")
                    .BackfillAsync(Range("2024-01-01", "2024-04-01"))
            )
        );
        var status = await factory.EndAsync("ACME", asked[0].Id);

        Assert.Single(asked.Select(one => one.Id).Distinct());
        Assert.Equal(3, provider.Asked.Count);
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
        Assert.Equal("completed", status.State);
    }

    [Fact]
    public async Task Only_what_a_provider_left_out_is_asked_for_again()
    {
        var provider = new ScriptedProvider();
        var all = ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-03-28")).ToList();
        provider.Put("ACME", all.Where(bar => bar.Ts < Midnight("2024-02-06") || bar.Ts >= Midnight("2024-02-07")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-04-01"));
        provider.Put("ACME", all);
        var asked = provider.Asked.Count;

        var status = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-04-01") with { OnlyGaps = true });

        Assert.Equal((1, 390L), (status.WindowsTotal, status.Added));
        var request = Assert.Single(provider.Asked.Skip(asked));
        Assert.Equal(
            (Midnight("2024-02-06") + 570 * 60_000_000L, Midnight("2024-02-06") + 960 * 60_000_000L),
            (request.FromTs, request.ToTs)
        );
        Assert.Equal(all, (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task Made_up_bars_never_mix_with_real_ones()
    {
        var real = new ScriptedProvider("real");
        var fake = new ScriptedProvider("fake") { Capabilities = real.Capabilities with { Synthetic = true } };
        real.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-01-31")));
        fake.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-01-31"), price: 7));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [real, fake] });
        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01") with { Providers = ["fake"] });
        Assert.True((await factory.Catalog.Symbols.FindAsync(Symbol.Parse("ACME")))!.Synthetic);

        var mixed = await Assert.ThrowsAsync<BadRequestException>(() =>
            factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01") with { Providers = ["real"] })
        );
        Assert.Contains("remove", mixed.Allowed, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BadRequestException>(() =>
            factory.BackfillAsync("OTHER", Range("2024-01-01", "2024-02-01") with { Providers = ["real", "fake"] })
        );

        await factory.Grain<ISymbolIngestGrain>("ACME").RemoveAsync();
        Assert.Empty(await factory.EntriesAsync(Dataset.Bars("1m"), "ACME"));
        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01") with { Providers = ["real"] });
        Assert.False((await factory.Catalog.Symbols.FindAsync(Symbol.Parse("ACME")))!.Synthetic);
        Assert.Equal(real.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task A_range_from_before_the_provider_s_first_date_begins_there()
    {
        var provider = new ScriptedProvider();
        provider = new ScriptedProvider
        {
            Capabilities = provider.Capabilities with { EarliestDate = Date("2024-01-01") },
        };
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-02-29")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });

        var status = await factory.BackfillAsync("ACME", Range("2010-01-01", "2024-03-01"));

        Assert.Equal(("completed", 2, Midnight("2024-01-01")), (status.State, status.WindowsTotal, status.FromTs));
        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task What_a_clock_ahead_of_time_asked_for_too_early_does_not_count_as_answered()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-15")));
        provider.SetTime(Midnight("2024-03-14"));
        provider.Gate = _ =>
        {
            provider.SetTime(Midnight("2024-03-12"));
            return Task.CompletedTask;
        };
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await factory.BackfillAsync("ACME", Range("2024-03-11"));
        Assert.Equal(390, (await factory.StoredAsync("ACME")).Count);

        provider.Gate = _ => Task.CompletedTask;
        provider.SetTime(Midnight("2024-03-16"));
        await factory.BackfillAsync("ACME", Range("2024-03-11"));

        Assert.Equal(provider.Bars("ACME", 0, long.MaxValue), (await factory.StoredAsync("ACME")).All());
    }

    [Fact]
    public async Task Bars_of_another_calendar_are_refused()
    {
        var provider = new ScriptedProvider();
        provider.Put("ACME", ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-01-31")));
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01"));

        var refusal = await Assert.ThrowsAsync<BadRequestException>(() =>
            factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01") with { Calendar = "24x7" })
        );

        Assert.Equal(("calendar", "'24x7'"), (refusal.Field, refusal.Value));
    }

    [Fact]
    public async Task What_cannot_be_a_bar_is_refused_counted_and_never_stored()
    {
        var provider = new ScriptedProvider();
        var good = ScriptedProvider.Minutes(Date("2024-01-02"), Date("2024-01-03")).ToList();
        provider.Put("ACME", good.Skip(6));
        provider.Put(
            "ACME",
            [
                good[0] with
                {
                    Close = double.NaN,
                },
                good[1] with
                {
                    High = good[1].Low / 2,
                },
                good[2] with
                {
                    Volume = -1,
                },
                good[3] with
                {
                    Open = double.PositiveInfinity,
                },
                good[4] with
                {
                    Ts = good[4].Ts + 1,
                },
                good[5] with
                {
                    Ts = Midnight("2024-01-03") + 60_000_000,
                },
            ]
        );
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });

        var status = await factory.BackfillAsync("ACME", Range("2024-01-01", "2024-02-01"));

        Assert.Equal((good.Count - 6L, 6L), (status.Bars, status.Refused));
        Assert.Equal(good.Skip(6), (await factory.StoredAsync("ACME")).All());
        var window = Assert.Single(
            await factory.Catalog.IngestWindows.ListAsync(Symbol.Parse("ACME"), Interval.Minute1)
        );
        Assert.Equal(6, window.Refused.Values.Sum());
    }

    /// <summary>Midnights of the days on which questions begin.</summary>
    private static IEnumerable<long> Starts(IEnumerable<BarRequest> asked) =>
        asked.Select(request => request.Calendar.Zone.Midnight(request.Calendar.Zone.DateOf(request.FromTs)));

    private static Dataset FeaturesOf(FeatureReport report) =>
        Dataset.Features(Quant.Specs.Fingerprint.Parse(report.Dataset));
}
