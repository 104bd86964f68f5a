using Quant.Lake.DuckDb;
using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;

namespace Quant.Lake.Tests.Partitions;

public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _store;
    private readonly ManifestEntry _entry;
    private readonly ManifestEntry _other;

    public DamageTests()
    {
        _store = new LakeStore(_folder["lake"]);
        _entry = _store.WriteBars("AAPL");
        _other = _store.WriteBars("SPY");
    }

    private string FilePath => _store.PathOf(_entry.File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_names_itself_and_spares_other_symbols()
    {
        File.Delete(FilePath);
        Fails(LakeFault.Missing);
    }

    [Fact]
    public void A_torn_file_names_itself_and_spares_other_symbols()
    {
        using (var file = new FileStream(FilePath, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }
        Fails(LakeFault.Torn);
    }

    [Fact]
    public void A_file_that_grew_names_itself_and_spares_other_symbols()
    {
        File.AppendAllText(FilePath, "x");
        Fails(LakeFault.Altered);
    }

    [Fact]
    public void A_file_with_one_bit_changed_names_itself_even_after_it_was_read_before()
    {
        Assert.Equal(500, _store.Read([_entry], SampleBars.Schema).Rows);
        var bytes = File.ReadAllBytes(FilePath);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(FilePath, bytes);
        File.SetLastWriteTimeUtc(FilePath, DateTime.UtcNow.AddSeconds(10));
        Fails(LakeFault.Altered);
    }

    [Fact]
    public void A_change_that_hides_behind_an_old_time_is_found_by_the_check()
    {
        var changed = File.GetLastWriteTimeUtc(FilePath);
        Assert.Equal(500, _store.Read([_entry], SampleBars.Schema).Rows);
        var bytes = File.ReadAllBytes(FilePath);
        bytes[^20] ^= 1;
        File.WriteAllBytes(FilePath, bytes);
        File.SetLastWriteTimeUtc(FilePath, changed);
        Assert.Equal(LakeFault.Altered, Assert.Throws<LakeFileException>(() => _store.Verify(_entry)).Fault);
        Fails(LakeFault.Altered);
    }

    [Fact]
    public void A_file_that_is_no_parquet_names_itself_though_its_hash_is_right()
    {
        File.WriteAllText(FilePath, "not Parquet, but what the manifest says");
        var entry = _entry with { Bytes = new FileInfo(FilePath).Length, ContentHash = FileVerifier.HashOf(FilePath) };
        var fault = Assert.Throws<LakeFileException>(() => _store.Read([entry], SampleBars.Schema));
        Assert.Equal((LakeFault.Unreadable, entry.File), (fault.Fault, fault.File));
    }

    [Theory]
    [InlineData("1::BIGINT", ColumnType.Int64)]
    [InlineData("1::INTEGER", ColumnType.Int32)]
    [InlineData("true", ColumnType.Boolean)]
    [InlineData("TIMESTAMP '2024-03-01'", ColumnType.Timestamp)]
    public void A_null_that_another_tool_wrote_where_none_can_be_held_is_an_error_and_not_a_zero(
        string value,
        ColumnType type
    )
    {
        using (var connection = DuckDbEngine.Connect())
        {
            connection.Execute(
                $"COPY (SELECT make_timestamp({SampleBars.March} + i) AS ts, if(i < 99, {value}, NULL) AS v "
                    + $"FROM range(100) r(i)) TO '{FilePath}' (FORMAT parquet)"
            );
        }
        var entry = _entry with
        {
            Rows = 100,
            Bytes = new FileInfo(FilePath).Length,
            ContentHash = FileVerifier.HashOf(FilePath),
        };
        var fault = Assert.Throws<LakeFileException>(() => _store.Read([entry], new TableSchema(("v", type))));
        Assert.Contains("column v", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_or_one_of_another_type_names_file_and_column()
    {
        var absent = Assert.Throws<LakeFileException>(() =>
            _store.Read([_entry], new TableSchema(("ts", ColumnType.Timestamp), ("vwap", ColumnType.Double)))
        );
        Assert.Contains("vwap", absent.Message, StringComparison.Ordinal);
        Assert.Contains(_entry.File, absent.Message, StringComparison.Ordinal);
        var other = Assert.Throws<LakeFileException>(() =>
            _store.Read([_entry], new TableSchema(("close", ColumnType.Int64)))
        );
        Assert.Equal(LakeFault.Mismatch, other.Fault);
        Assert.Contains("close", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_file_whose_rows_are_not_those_of_the_manifest_names_itself(int difference)
    {
        var fault = Assert.Throws<LakeFileException>(() =>
            _store.Read([_entry with { Rows = _entry.Rows + difference }], SampleBars.Schema)
        );
        Assert.Equal(LakeFault.Mismatch, fault.Fault);
    }

    [Fact]
    public void Among_many_files_the_damaged_one_is_named()
    {
        var table = SampleBars.Make(200_000, from: SampleBars.At(2024, 1, 1));
        var entries = Periods
            .Split(table, PeriodKind.Month)
            .Select(part => _store.Write(SampleBars.Key("QQQ", part.Period), 1, part.Table))
            .ToList();
        File.Delete(_store.PathOf(entries[2].File));
        var fault = Assert.Throws<LakeFileException>(() => _store.Read(entries, SampleBars.Schema));
        Assert.Equal(entries[2].File, fault.File);
    }

    private void Fails(LakeFault kind)
    {
        var fault = Assert.Throws<LakeFileException>(() => _store.Read([_entry], SampleBars.Schema));
        Assert.Equal((kind, _entry.File, _entry.Key), (fault.Fault, fault.File, fault.Key));
        Assert.Contains(_entry.File, fault.Message, StringComparison.Ordinal);
        Assert.Contains("quant lake check", fault.Message, StringComparison.Ordinal);
        Assert.Equal(500, _store.Read([_other], SampleBars.Schema).Rows);
    }
}
