using Quant.Lake.Partitions;

namespace Quant.Lake.Tests.Partitions;

public sealed class SymbolPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("AAPL", "AAPL")]
    [InlineData("BRK.B", "BRK.B")]
    [InlineData("BTC/USD", "BTC%2FUSD")]
    [InlineData("^VIX", "%5EVIX")]
    [InlineData("EURUSD=X", "EURUSD%3DX")]
    [InlineData("CON", "%43ON")]
    [InlineData("COM1.L", "%43OM1.L")]
    [InlineData("CONE", "CONE")]
    [InlineData("A.", "A%2E")]
    [InlineData("..", "%2E%2E")]
    [InlineData("aapl", "%61%61%70%6C")]
    [InlineData("../../etc/passwd", "%2E.%2F..%2F%65%74%63%2F%70%61%73%73%77%64")]
    [InlineData("100%", "100%25")]
    [InlineData("żółć", "%C5%BC%C3%B3%C5%82%C4%87")]
    public void A_symbol_becomes_one_folder_name_that_every_system_takes(string symbol, string escaped)
    {
        Assert.Equal(escaped, PartitionPath.Escape(symbol));
        Assert.Equal(symbol, PartitionPath.Unescape(escaped));
    }

    [Fact]
    public void Symbols_that_differ_only_in_case_have_folders_that_differ_in_more() =>
        Assert.NotEqual(PartitionPath.Escape("AAPL"), PartitionPath.Escape("aapl"), StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("BRK.B")]
    [InlineData("BTC/USD")]
    [InlineData("^VIX")]
    [InlineData("CON")]
    [InlineData("../../ESCAPE")]
    [InlineData("A*B?[C]")]
    public void Odd_symbols_are_written_below_the_root_and_read_back(string symbol)
    {
        var store = new LakeStore(_folder["lake [with] odd * name?"]);
        var table = SampleBars.Make(100);
        var entry = store.Write(SampleBars.Key(symbol), 1, table);
        SampleBars.AssertSame(table, store.Read([entry], SampleBars.Schema));
        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.StartsWith(store.Root, file, StringComparison.Ordinal);
        Assert.Equal(4, entry.File.Split('/').Length);
    }

    [Fact]
    public void A_path_that_leads_out_of_the_root_is_refused()
    {
        var store = new LakeStore(_folder["lake"]);
        Assert.Throws<ArgumentException>(() => store.PathOf("../catalog.db"));
        Assert.Throws<ArgumentException>(() => store.PathOf("/etc/passwd"));
        var outside = store.WriteBars("AAPL") with { File = "../elsewhere.parquet" };
        Assert.Throws<LakeFileException>(() => store.Read([outside], SampleBars.Schema));
    }
}
