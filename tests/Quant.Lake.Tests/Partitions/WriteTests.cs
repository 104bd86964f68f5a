using System.Security.Cryptography;
using Quant.Lake.DuckDb;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests.Partitions;

public sealed class WriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _store;

    public WriteTests() => _store = new LakeStore(_folder["lake"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_entry_says_what_lies_on_the_disk()
    {
        var table = SampleBars.Make(1000);
        var entry = _store.Write(SampleBars.Key("AAPL"), 3, table);
        var bytes = File.ReadAllBytes(_store.PathOf(entry.File));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), entry.ContentHash);
        Assert.Equal($"bars/interval=1m/symbol=AAPL/month=2024-03.g3-{entry.ContentHash[..8]}.parquet", entry.File);
        Assert.Equal(
            (1000L, table.Timestamps()[0], table.Timestamps()[^1], (long)bytes.Length, 3L),
            (entry.Rows, entry.FirstTs, entry.LastTs, entry.Bytes, entry.Generation)
        );
        Assert.Equal([_store.PathOf(entry.File)], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes()
    {
        var table = SampleBars.Make(300_000, from: SampleBars.At(2020, 1, 1));
        var key = new PartitionKey(SampleBars.Minutes, "AAPL", "all");
        var first = _store.Write(key, 1, table);
        var other = new LakeStore(_folder["other"]).Write(key, 1, table);
        Assert.Equal(first.ContentHash, other.ContentHash);
        Assert.NotEqual(first.ContentHash, _store.Write(key, 1, SampleBars.Make(300_000, seed: 2)).ContentHash);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_bytes()
    {
        var table = SampleBars.Make(400_000, from: SampleBars.At(2020, 1, 1));
        var hashes = new[] { 1, 2, 4 }.Select(threads =>
        {
            using var database = DuckDbDatabase.Open(new DuckDbOptions(threads));
            using var connection = database.Connect();
            var path = _folder[$"{threads}.parquet"];
            PartitionFileWriter.Export(connection, table, path);
            return FileVerifier.HashOf(path);
        });
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public void Writing_the_same_twice_never_takes_over_a_file_that_is_there()
    {
        var first = _store.WriteBars("AAPL");
        var second = _store.WriteBars("AAPL");
        Assert.Equal(first.ContentHash, second.ContentHash);
        Assert.NotEqual(first.File, second.File);
    }

    [Theory]
    [InlineData("month=2024-03", "2024-03")]
    [InlineData("year=2024", "2024")]
    [InlineData("part=all", "all")]
    public void A_period_of_each_kind_has_its_name(string name, string period)
    {
        var entry = _store.Write(SampleBars.Key("AAPL", period), 1, SampleBars.Make(10));
        Assert.StartsWith($"bars/interval=1m/symbol=AAPL/{name}.g1-", entry.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_are_no_partition_are_refused_by_name()
    {
        Refused("no rows", new ColumnTable(Column.Timestamp("ts", [])));
        Refused("'ts' first", new ColumnTable(Column.Double("close", [1]), Column.Timestamp("ts", [SampleBars.March])));
        Refused("'ts' first", new ColumnTable(Column.Int64("ts", [SampleBars.March])));
        Refused("more than", new ColumnTable(Column.Timestamp("ts", [SampleBars.March, SampleBars.March])));
        Refused("more than", new ColumnTable(Column.Timestamp("ts", [SampleBars.March + 1, SampleBars.March])));
        Refused("the period's", new ColumnTable(Column.Timestamp("ts", [SampleBars.March - 1])));
        Refused("the period's", new ColumnTable(Column.Timestamp("ts", [SampleBars.At(2024, 4, 1)])));
        Assert.Throws<BadInputException>(() => _store.Write(SampleBars.Key("AAPL", "2024-13"), 1, SampleBars.Make(1)));
        Assert.Throws<BadInputException>(() => _store.Write(SampleBars.Key(""), 1, SampleBars.Make(1)));
        Assert.False(Directory.Exists(_folder["lake"]));

        void Refused(string because, ColumnTable table)
        {
            var fault = Assert.Throws<BadInputException>(() => _store.Write(SampleBars.Key("AAPL"), 1, table));
            Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named_and_nothing_is_left()
    {
        File.WriteAllText(_folder["lake"], "a file where the folder should be");
        var fault = Assert.Throws<IOException>(() => _store.WriteBars("AAPL"));
        Assert.Contains(_folder["lake"], fault.Message, StringComparison.Ordinal);
        Assert.Contains("AAPL", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_an_error_that_names_the_file()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full, a device that is always full");
        using var connection = DuckDbEngine.Connect();
        var fault = Assert.Throws<DuckDbException>(() =>
            PartitionFileWriter.Export(connection, SampleBars.Make(10), "/dev/full")
        );
        Assert.Contains("/dev/full", fault.Message, StringComparison.Ordinal);
    }
}
