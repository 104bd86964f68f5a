using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Lean;
using Quant.MarketData.Quality;
using Quant.Specs;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers;

public sealed class LeanImporterTests
{
    private const string Daily =
        "20240307 00:00,101000,102500,100000,102000,5000\n20240308 00:00,102000,103000,101500,102500,6000";
    private const string Hourly =
        "20240308 09:00,101000,102500,100000,102000,5000\n20240308 10:00,102000,103000,101500,102500,6000\n";
    private const string Minutes =
        "34200000,101000,102500,100000,102000,500\n34320000,102000,103000,101500,102500,600\n";

    [Fact]
    public void A_LEAN_folder_is_found_whole_with_its_factor_files()
    {
        using var folder = new TemporaryFolder();
        folder.WriteZip("equity/usa/daily/aapl.zip", "aapl.csv", Daily);
        folder.WriteZip("equity/usa/daily/brk.b.zip", "brk.b.csv", Daily);
        folder.WriteZip("equity/usa/hour/aapl.zip", "aapl.csv", Hourly);
        folder.WriteZip("equity/usa/minute/aapl/20240311_trade.zip", "20240311_aapl_minute_trade.csv", Minutes);
        folder.WriteZip("equity/usa/minute/aapl/20240308_trade.zip", "20240308_aapl_minute_trade.csv", Minutes);
        folder.WriteZip("equity/usa/minute/aapl/20240308_quote.zip", "20240308_aapl_minute_quote.csv", "1,2\n");
        folder.WriteZip("equity/usa/second/aapl/20240308_trade.zip", "20240308_aapl_second_trade.csv", Minutes);
        folder.WriteZip("forex/oanda/daily/eurusd.zip", "eurusd.csv", Daily);
        folder.Write("equity/usa/factor_files/aapl.csv", "20240307,0.5,1,10\n20501231,1,1,0\n");

        var files = LeanFolder.Discover(folder.Path);
        Assert.Equal(
            ["1m AAPL 2 True", "1h AAPL 1 True", "1d AAPL 1 True", "1d BRK.B 1 False"],
            files.Select(file => $"{file.Interval} {file.Symbol} {file.Zips.Count} {file.FactorFile is not null}")
        );
        var minutes = LeanImporter.Import(files[0]);
        Assert.Equal(
            ["2024-03-08T14:30:00Z", "2024-03-08T14:32:00Z", "2024-03-11T13:30:00Z", "2024-03-11T13:32:00Z"],
            minutes.Series.Ts.Select(UnixMicros.Format)
        );
        Assert.Equal(new Bar(NewYork("2024-03-08 09:30"), 10.1, 10.25, 10, 10.2, 500), minutes.Series[0]);
        Assert.Equal(0.5, Assert.Single(minutes.Actions).DividendFactor);
        Assert.Equal(NewYork("2024-03-08 09:00"), LeanImporter.Import(files[1]).Series.Ts[0]);
        Assert.Equal(NewYork("2024-03-07 00:00"), LeanImporter.Import(files[2]).Series.Ts[0]);
    }

    [Fact]
    public void Zips_in_any_folder_tell_their_interval_by_content()
    {
        using var folder = new TemporaryFolder();
        folder.WriteZip("mine/aapl.zip", "aapl.csv", Daily);
        folder.WriteZip("mine/ibm.zip", "ibm.csv", Hourly);
        folder.WriteZip("mine/photos.zip", "a.txt", "no bars here");
        Assert.Equal(
            ["1h IBM", "1d AAPL"],
            LeanFolder.Discover(folder.Path).Select(file => $"{file.Interval} {file.Symbol}")
        );
        var one = Assert.Single(LeanFolder.Discover(Path.Combine(folder.Path, "mine", "ibm.zip")));
        Assert.Equal("IBM", one.Symbol.ToString());
    }

    [Fact]
    public void A_folder_without_bars_and_a_torn_zip_are_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            "--data",
            Assert.Throws<BadInputException>(() => LeanFolder.Discover(folder.Path, "--data")).Field
        );
        var missing = Path.Combine(folder.Path, "none");
        Assert.Throws<BadInputException>(() => LeanFolder.Discover(missing));
        var torn = folder.Write("daily/aapl.zip", "PK torn");
        var file = Assert.Single(LeanFolder.Discover(folder.Path));
        Assert.Equal(torn, Assert.Throws<BadInputException>(() => LeanImporter.Import(file)).Field);
    }

    [Fact]
    public void Faulty_rows_are_skipped_and_counted_unless_told_to_be_strict()
    {
        using var folder = new TemporaryFolder();
        var text =
            Daily
            + "\n20240309 00:00,1,1,1,1,1\n20240311 00:00,x,1,1,1,1\n20240311 00:00,1,1\n20240311 00:00,1,1,1,1,1,1\n";
        folder.WriteZip("daily/aapl.zip", "aapl.csv", text);
        var file = LeanFolder.Discover(folder.Path)[0];
        var import = LeanImporter.Import(file);
        Assert.Equal((6, 2), (import.Report.Read, import.Report.Accepted));
        Assert.Equal(
            [(BarFault.Unreadable, 3L), (BarFault.MarketClosed, 1L)],
            import.Report.Refused.Select(refusal => (refusal.Fault, refusal.Count))
        );
        Assert.Equal(["open", "low", "volume"], import.Report.Refused[0].Examples.Select(example => example.Column));
        var strict = new LeanImportOptions { Policy = RefusalPolicy.Strict };
        var error = Assert.Throws<BadInputException>(() => LeanImporter.Import(file, strict));
        Assert.EndsWith("line 3, column timestamp", error.Field);
    }

    [Fact]
    public void All_real_LEAN_data_imports_with_nothing_lost()
    {
        var files = LeanFolder.Discover(RealData.Folder("lean"));
        Assert.Equal(4 + 4 + 11, files.Count);
        foreach (var file in files)
        {
            var import = LeanImporter.Import(file);
            Assert.Equal(import.Report.Read, import.Report.Accepted + import.Report.RefusedCount);
            Assert.True(import.Report.RefusedCount <= import.Report.Read / 500, $"{file}: {import.Report}");
            Assert.NotNull(file.FactorFile);
        }
        var spy = LeanImporter.Import(
            files.Single(file => file.Interval == Interval.Hour1 && file.Symbol.ToString() == "SPY")
        );
        Assert.Equal((40_832, 40_832), (spy.Report.Read, spy.Series.Count));
    }
}
