using System.IO.Compression;
using System.Text;
using Quant.Client.Cli.Tests.Runs;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>Bars come in from files and are shown as they are.</summary>
public sealed class BarsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_csv_is_imported_listed_and_shown_and_imported_once()
    {
        var csv = _folder.Write("wave.csv", Series.Daily(30));

        var first = (await RunAsync("bars", "import", csv, "--json")).Json[0];
        var again = (await RunAsync("bars", "import", csv, "--json")).Json[0];
        var listed = (await RunAsync("bars", "list", "--json")).Json[0];
        var shown = (await RunAsync("bars", "show", "WAVE", "1d", "--last", "2", "--json")).Json;

        Assert.Equal("WAVE", first.GetProperty("symbol").GetString());
        Assert.Equal(30, first.GetProperty("added").GetInt64());
        Assert.False(first.GetProperty("alreadyDone").GetBoolean());
        Assert.True(again.GetProperty("alreadyDone").GetBoolean());
        Assert.Equal(30, listed.GetProperty("coverage")[0].GetProperty("bars").GetInt64());
        Assert.Equal(2, shown.GetProperty("ts").GetArrayLength());
        Assert.Equal(30, shown.GetProperty("sourceBars").GetInt64());
        Assert.Equal(1000 + 28 % 7, shown.GetProperty("volume")[0].GetInt64());
    }

    [Fact]
    public async Task Dates_mean_days_of_the_exchange_both_ends_included()
    {
        (await RunAsync("bars", "import", _folder.Write("wave.csv", Series.Daily(30)))).Succeeded();

        var week = await RunAsync("bars", "show", "WAVE", "1d", "--from", "2010-01-11", "--to", "2010-01-15");

        Assert.Equal(
            5,
            week.Succeeded().Out.Split('\n').Count(line => line.Contains("2010-01-1", StringComparison.Ordinal))
        );
        Assert.Contains("2010-01-11", week.Out, StringComparison.Ordinal);
        Assert.Contains("2010-01-15", week.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_that_are_missing_are_filled_on_demand_and_marked()
    {
        var csv = _folder.Write(
            "gap.csv",
            Series.Header + "2024-03-05 14:30,1,2,1,2,5\n2024-03-05 14:32,3,4,3,4,6\n2024-03-05 14:33,4,5,4,5,7\n"
        );
        (await RunAsync("bars", "import", csv)).Succeeded();

        var plain = (await RunAsync("bars", "show", "GAP", "1m", "--adjustment", "raw")).Succeeded().Out;
        var filled = (await RunAsync("bars", "show", "GAP", "1m", "--fill", "forward")).Succeeded().Out;
        var json = (await RunAsync("bars", "show", "GAP", "1m", "--fill", "forward", "--json")).Json;

        Assert.DoesNotContain("filled", plain, StringComparison.Ordinal);
        Assert.Equal(2, filled.Split("filled").Length - 1);
        Assert.Contains("09:31", filled, StringComparison.Ordinal);
        Assert.Equal(
            [false, true, false, false],
            json.GetProperty("filled").EnumerateArray().Select(mark => mark.GetBoolean())
        );
        Assert.Equal("csv", json.GetProperty("sources")[0].GetString());
        (await RunAsync("bars", "show", "GAP", "1m", "--fill", "back")).Refused(ExitCodes.Usage, "fill");
    }

    [Fact]
    public async Task A_parquet_file_is_imported_as_a_csv_is_and_a_torn_one_is_named()
    {
        var lake = new LakeStore(Path.Combine(_folder.Path, "other"));
        var ts = Enumerable.Range(0, 30).Select(i => 1_709_649_000_000_000 + i * 60_000_000L).ToArray();
        var price = Enumerable.Repeat(10.0, 30).ToArray();
        var columns = new[] { "open", "high", "low", "close" }.Select(name => Column.Double(name, price));
        var table = new ColumnTable([Column.Timestamp("ts", ts), .. columns]);
        var written = lake.Write(new(Dataset.Bars("1m"), "X", "2024-03"), 1, table);
        var drop = Directory.CreateDirectory(Path.Combine(_folder.Path, "drop")).FullName;
        File.Copy(lake.PathOf(written.File), Path.Combine(drop, "pq.parquet"));
        File.WriteAllText(Path.Combine(drop, "torn.parquet"), "PAR1");
        File.WriteAllText(Path.Combine(drop, "wave.csv"), Series.Daily(5));

        var run = await RunAsync("bars", "import", drop, "--json");
        var shown = (await RunAsync("bars", "show", "PQ", "1m", "--last", "1", "--json")).Json;

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("TORN from torn.parquet was not imported: torn.parquet: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Root, run.Error, StringComparison.Ordinal);
        Assert.Equal(30, shown.GetProperty("sourceBars").GetInt64());
        Assert.Equal("parquet", shown.GetProperty("sources")[0].GetString());
        var listed = (await RunAsync("bars", "list", "--json")).Json.EnumerateArray();
        Assert.Equal(["PQ", "WAVE"], listed.Select(symbol => symbol.GetProperty("symbol").GetString()));
    }

    [Fact]
    public async Task Bad_rows_of_a_csv_are_skipped_only_on_demand_and_counted()
    {
        var csv = _folder.Write("wave.csv", Series.Daily(30) + "2010-03-01,1,2,3,2,5\n");

        (await RunAsync("bars", "import", csv)).Refused(ExitCodes.Usage, "wave.csv: line 32, column high");
        var skipped = await RunAsync("bars", "import", csv, "--skip-bad-rows");

        Assert.Contains("refused 1", skipped.Succeeded().Out, StringComparison.Ordinal);
        Assert.Contains("line 32, high '2'", skipped.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_csv_files_is_imported_whole_and_a_bad_file_spares_the_others()
    {
        _folder.Write("aaa.csv", Series.Daily(10));
        _folder.Write("bbb.csv", Series.Header + "2010-01-04,1,2,0.5,text,1\n");
        WriteGzip("ccc.csv.gz", Series.Daily(12));

        var run = await RunAsync("bars", "import", _folder.Path, "--json");

        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains(
            "BBB from bbb.csv was not imported: bbb.csv: line 2, column close: 'text'",
            run.Error,
            StringComparison.Ordinal
        );
        var listed = (await RunAsync("bars", "list", "--json")).Json.EnumerateArray();
        Assert.Equal(["AAA", "CCC"], listed.Select(symbol => symbol.GetProperty("symbol").GetString()));
    }

    [Fact]
    public async Task Lean_zips_are_recognised_and_chosen_by_symbol_and_interval()
    {
        WriteLean("daily/abc.zip", "20100104 00:00,1000000,1010000,990000,1005000,100\n");
        WriteLean("daily/xyz.zip", "20100104 00:00,2000000,2010000,1990000,2005000,100\n");
        WriteLean("hour/abc.zip", "20100104 10:00,1000000,1010000,990000,1005000,100\n");

        var chosen = (
            await RunAsync("bars", "import", _folder.Path, "--symbol", "abc", "--interval", "1d", "--json")
        ).Json;
        var none = await RunAsync("bars", "import", _folder.Path, "--symbol", "QQQ");
        var all = await RunAsync("bars", "import", _folder.Path);

        Assert.Equal(1, chosen.GetArrayLength());
        none.Refused(ExitCodes.Usage, "--symbol: 'QQQ'", "ABC 1d, XYZ 1d");
        Assert.Contains("importing XYZ 1d (3 of 3)", all.Succeeded().Error, StringComparison.Ordinal);
        var bars = (await RunAsync("bars", "show", "ABC", "1h", "--json")).Json;
        Assert.Equal(100.5, bars.GetProperty("close")[0].GetDouble());
    }

    [Fact]
    public async Task Stored_bars_are_checked_and_an_error_is_an_exit_code()
    {
        (await RunAsync("bars", "import", _folder.Write("wave.csv", Series.Daily(60)))).Succeeded();
        var halved = Series.Daily(60).Split('\n');
        var split = string.Join('\n', halved.Select((line, i) => i > 30 && line.Length > 0 ? Quartered(line) : line));
        (await RunAsync("bars", "import", _folder.Write("gone.csv", split))).Succeeded();

        var sound = await RunAsync("bars", "check", "wave");
        var all = await RunAsync("bars", "check", "--json");

        Assert.Contains("Score 100 of 100.", sound.Succeeded().Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, all.Code);
        using var reports = System.Text.Json.JsonDocument.Parse(all.Out);
        var told = reports.RootElement;
        Assert.Equal(["GONE", "WAVE"], told.EnumerateArray().Select(one => one.GetProperty("symbol").GetString()));
        var finding = told[0].GetProperty("findings")[0];
        Assert.Equal("missed-splits", finding.GetProperty("check").GetString());
        Assert.Contains("4:1 on", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        (await RunAsync("bars", "check", "NOPE")).Refused(ExitCodes.Usage, "an imported symbol, such as GONE, WAVE");
        (await RunAsync("bars", "check", "--sessions", "night")).Refused(ExitCodes.Usage, "--sessions: 'night'");
    }

    /// <summary>A line of a CSV as after a 4:1 split.</summary>
    private static string Quartered(string line)
    {
        var cells = line.Split(',');
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        for (var i = 1; i < cells.Length; i++)
        {
            var factor = i == 5 ? 4 : 0.25;
            cells[i] = (double.Parse(cells[i], invariant) * factor).ToString("R", invariant);
        }
        return string.Join(',', cells);
    }

    [Fact]
    public async Task Generated_bars_are_called_synthetic()
    {
        (await RunAsync("bars", "import", "--synthetic", "SYNTH1", "--sessions", "3")).Succeeded();

        Assert.Contains("synthetic", (await RunAsync("bars", "list")).Out, StringComparison.Ordinal);
        Assert.Contains(
            "SYNTH1 30m (synthetic)",
            (await RunAsync("bars", "show", "SYNTH1", "30m")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_last_bars_of_a_long_series_are_shown_one_by_one()
    {
        (await RunAsync("bars", "import", "--synthetic", "SYNTH1", "--sessions", "80")).Succeeded();

        var shown = (await RunAsync("bars", "show", "SYNTH1", "1m", "--last", "500", "--json")).Json;

        Assert.True(shown.GetProperty("sourceBars").GetInt64() > 20_000);
        Assert.Equal(1, shown.GetProperty("barsPerPoint").GetInt32());
        Assert.Equal(500, shown.GetProperty("ts").GetArrayLength());
        var listed = (await RunAsync("bars", "list", "--json")).Json[0].GetProperty("coverage")[0];
        Assert.Equal(listed.GetProperty("lastTs").GetInt64(), shown.GetProperty("ts")[499].GetInt64());
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.Of([.. args, "--root", _folder.Root]);

    private void WriteGzip(string name, string text)
    {
        using var gzip = new GZipStream(File.Create(Path.Combine(_folder.Path, name)), CompressionMode.Compress);
        gzip.Write(Encoding.UTF8.GetBytes(text));
    }

    private void WriteLean(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var entry = zip.CreateEntry("bars.csv").Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
