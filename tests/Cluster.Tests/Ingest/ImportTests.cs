using System.Text;
using Quant.Cluster.Tests.Factory;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Interfaces.Progress;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;

namespace Quant.Cluster.Tests.Ingest;

public sealed class ImportTests
{
    private static readonly Dataset s_daily = Dataset.Bars("1d");

    [Fact]
    public async Task A_CSV_becomes_bars_and_the_same_content_again_is_answered_from_the_catalog()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = TestBars.Daily(600);

        var first = await factory.ImportAsync("ACME", bars);
        var entries = await factory.EntriesAsync(s_daily, "ACME");
        var again = await factory.ImportAsync("ACME", bars);

        Assert.Equal(
            ("ACME", "1d", 600L, 600L, 0L),
            (first.Symbol, first.Interval, first.Accepted, first.Added, first.Replaced)
        );
        Assert.Equal((3, false), (first.PartitionsWritten, first.AlreadyDone));
        Assert.Equal(["2010", "2011", "2012"], entries.Select(entry => entry.Key.Period));
        Assert.Equal(bars.Select(bar => bar.Close), (await factory.TableAsync(s_daily, "ACME")).Doubles("close"));
        Assert.Equal(
            (true, 600L, 0, first.FirstTs, first.LastTs),
            (again.AlreadyDone, again.Accepted, again.PartitionsWritten, again.FirstTs, again.LastTs)
        );
        Assert.Equal(entries, await factory.EntriesAsync(s_daily, "ACME"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(factory.Stores.Root.Path, "uploads")));
        Assert.Equal(WorkState.Completed, (await factory.Grain<ISymbolIngestGrain>("ACME").GetStatusAsync()).State);
        await factory.LakeMustBeWholeAsync();
    }

    [Fact]
    public async Task A_revised_file_replaces_bars_and_only_changed_years_get_a_new_file()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = TestBars.Daily(600);
        await factory.ImportAsync("ACME", bars);

        var report = await factory.ImportAsync("ACME", TestBars.Revised(bars, 300));

        Assert.Equal((0L, 1L, 1), (report.Added, report.Replaced, report.PartitionsWritten));
        Assert.Equal(
            [("2010", 1L), ("2011", 2L), ("2012", 1L)],
            (await factory.EntriesAsync(s_daily, "ACME")).Select(e => (e.Key.Period, e.Generation))
        );
        Assert.Equal(bars[300].Close * 1.01, (await factory.TableAsync(s_daily, "ACME")).Doubles("close")[300]);
    }

    [Fact]
    public async Task An_earlier_file_imported_again_after_a_revision_counts_again()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = TestBars.Daily(300);
        await factory.ImportAsync("ACME", bars);
        var before = await factory.EntriesAsync(s_daily, "ACME");
        await factory.ImportAsync("ACME", TestBars.Revised(bars, 10));

        var back = await factory.ImportAsync("ACME", bars);
        var again = await factory.ImportAsync("ACME", bars);

        Assert.Equal((false, 1L), (back.AlreadyDone, back.Replaced));
        Assert.True(again.AlreadyDone);
        Assert.Equal(before.Hashes(), (await factory.EntriesAsync(s_daily, "ACME")).Hashes());
    }

    [Fact]
    public async Task Bars_that_come_in_two_files_are_the_same_to_the_bit_as_bars_that_come_in_one()
    {
        await using var one = await TestFactory.StartAsync();
        await using var two = await TestFactory.StartAsync();
        var bars = TestBars.Daily(600);
        await one.ImportAsync("ACME", bars);

        await two.ImportAsync("ACME", bars.Skip(280));
        await two.ImportAsync("ACME", bars.Take(350));

        Assert.Equal((await one.EntriesAsync(s_daily)).Hashes(), (await two.EntriesAsync(s_daily)).Hashes());
    }

    [Fact]
    public async Task A_LEAN_zip_brings_its_factor_file_along()
    {
        await using var factory = await TestFactory.StartAsync();

        var report = await factory.ImportLeanAsync(
            "ACME",
            TestBars.Daily(300),
            "20100609,0.5,0.25,100\n20501231,1,1,0\n"
        );

        Assert.Equal(300, report.Accepted);
        var adjustment = Assert.Single(await factory.Catalog.Adjustments.ListAsync(Symbol.Parse("ACME")));
        Assert.Equal(
            (new DateOnly(2010, 6, 9), 0.25, 0.5),
            (adjustment.LastDate, adjustment.SplitFactor, adjustment.DividendFactor)
        );
        Assert.True(
            (
                await factory.ImportLeanAsync("ACME", TestBars.Daily(300), "20100609,0.5,0.25,100\n20501231,1,1,0\n")
            ).AlreadyDone
        );
    }

    [Fact]
    public async Task The_sample_and_generated_bars_are_imported_once_and_generated_ones_are_called_synthetic()
    {
        await using var factory = await TestFactory.StartAsync();
        var sample = factory.Grain<ISymbolIngestGrain>("SPX");
        var synthetic = factory.Grain<ISymbolIngestGrain>("SYNTH1");

        var real = await sample.ImportSampleAsync("sp500", CancellationToken.None);
        var made = await synthetic.GenerateAsync(new SyntheticRequest(3), CancellationToken.None);

        Assert.Equal((5105L, "1d"), (real.Accepted, real.Interval));
        Assert.Equal("1m", made.Interval);
        Assert.InRange(made.Accepted, 3 * 300, 3 * 391);
        Assert.True((await sample.ImportSampleAsync("sp500", CancellationToken.None)).AlreadyDone);
        Assert.True((await synthetic.GenerateAsync(new SyntheticRequest(3), CancellationToken.None)).AlreadyDone);
        var symbols = await factory.Catalog.Symbols.ListAsync();
        Assert.Equal([("SPX", false), ("SYNTH1", true)], symbols.Select(s => (s.Symbol.ToString(), s.Synthetic)));
        Assert.Contains("synthetic", symbols[1].Description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Two_imports_of_one_symbol_at_once_end_as_if_one_had_followed_the_other()
    {
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Silos = 3, Threads = 2 });
        await using var plain = await TestFactory.StartAsync();
        var bars = TestBars.Daily(700);
        await plain.ImportAsync("ACME", bars);

        var reports = await Task.WhenAll(
            factory.ImportAsync("ACME", bars.Take(400)),
            factory.ImportAsync("ACME", bars.Skip(200)),
            factory.ImportAsync("ACME", bars.Take(400))
        );

        Assert.Equal(700, reports.Sum(report => report.Added));
        Assert.Equal(0, reports.Sum(report => report.Replaced));
        Assert.Equal((await plain.EntriesAsync(s_daily)).Hashes(), (await factory.EntriesAsync(s_daily)).Hashes());
        await factory.LakeMustBeWholeAsync();
    }

    [Fact]
    public async Task A_writer_that_got_in_between_loses_nothing()
    {
        await using var factory = await TestFactory.StartAsync();
        var bars = TestBars.Daily(300);
        await factory.ImportAsync("ACME", bars.Take(200));
        var stale = await factory.EntriesAsync(s_daily, "ACME");
        await factory.ImportAsync("ACME", bars.Skip(200));

        var changed = await factory.Catalog.Manifest.TryApplyAsync(
            [new ManifestChange(stale[0].Key, stale[0].Generation, null)],
            CancellationToken.None
        );

        Assert.False(changed);
        Assert.Equal(300, (await factory.TableAsync(s_daily, "ACME")).Rows);
    }

    [Fact]
    public async Task Bad_rows_are_refused_by_name_or_skipped_and_counted_as_asked()
    {
        await using var factory = await TestFactory.StartAsync();
        var good = TestBars.Csv(TestBars.Daily(5));
        var bad = good + "2010-01-11,10,9,8,9.5,100\n2010-01-12,10,11,9,ten,100\n2010-01-13,10,11,9,10,100\n";

        var fault = await Assert.ThrowsAsync<Grains.Interfaces.Faults.BadRequestException>(() =>
            factory.ImportCsvAsync("ACME", bad)
        );
        Assert.Contains("line 7", fault.Field, StringComparison.Ordinal);
        Assert.Empty(await factory.EntriesAsync(s_daily));
        Assert.Empty(await factory.Catalog.Symbols.ListAsync());

        var report = await factory.ImportCsvAsync("ACME", bad, skipBadRows: true);
        Assert.Equal(6, report.Accepted);
        Assert.Equal(2, report.Refused.Values.Sum());
        Assert.Equal(2, report.Examples.Count);
        Assert.Contains(
            report.Examples,
            example => example.StartsWith("line 8, close 'ten'", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_import_cancelled_before_it_began_leaves_nothing()
    {
        await using var factory = await TestFactory.StartAsync();
        var upload = await factory.UploadAsync(Encoding.UTF8.GetBytes(TestBars.Csv(TestBars.Daily(50))));
        using var hold = new Blocker(factory.PoolOf(factory.Cluster.Silos[0]));
        using var stop = new CancellationTokenSource();

        var import = factory.Grain<ISymbolIngestGrain>("ACME").ImportAsync(Importing.CsvRequest(upload), stop.Token);
        await Eventually.TrueAsync(() => hold.Waiting > 0, "the import's work");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import);
        hold.Release();

        Assert.Equal(
            50,
            (
                await factory
                    .Grain<ISymbolIngestGrain>("ACME")
                    .ImportAsync(Importing.CsvRequest(upload), CancellationToken.None)
            ).Added
        );
    }
}
