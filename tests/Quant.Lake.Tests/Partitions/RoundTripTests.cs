using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests.Partitions;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LakeStore _store;

    public RoundTripTests() => _store = new LakeStore(_folder["lake"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(130_000)]
    public void Every_type_comes_back_as_it_was_whatever_the_number_of_rows(int rows)
    {
        var table = EveryType(rows, seed: rows);
        var entry = _store.Write(Key("all"), 1, table);
        SampleBars.AssertSame(table, _store.Read([entry], table.Schema));
        Assert.Equal((rows, table.Timestamps()[0], table.Timestamps()[^1]), (entry.Rows, entry.FirstTs, entry.LastTs));
    }

    [Fact]
    public void A_category_of_more_values_than_a_byte_and_two_bytes_hold_comes_back()
    {
        foreach (var distinct in new[] { 255, 256, 257, 65_535, 65_536, 65_537 })
        {
            var ts = Enumerable.Range(0, distinct).Select(i => (long)i).ToArray();
            var table = new ColumnTable(
                Column.Timestamp("ts", ts),
                Column.Category("name", [.. ts.Select(i => $"value {i:D7}")])
            );
            var entry = _store.Write(Key("all"), distinct, table);
            SampleBars.AssertSame(table, _store.Read([entry], table.Schema));
        }
    }

    [Fact]
    public void Columns_that_are_all_null_come_back()
    {
        var table = new ColumnTable(
            Column.Timestamp("ts", [1, 2, 3]),
            Column.Double("d", [double.NaN, double.NaN, double.NaN]),
            Column.Text("t", [null, null, null]),
            Column.Category("c", [null, null, null])
        );
        var entry = _store.Write(Key("all"), 1, table);
        SampleBars.AssertSame(table, _store.Read([entry], table.Schema));
    }

    [Fact]
    public void The_extremes_of_every_number_come_back_bit_for_bit()
    {
        double[] doubles = [double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0.1 + 0.2];
        var table = new ColumnTable(
            Column.Timestamp("ts", [-62_135_596_800_000_000, -1, 0, 1, 253_402_300_799_999_999]),
            Column.Double("d", doubles),
            Column.Int64("l", [long.MinValue, -1, 0, 1, long.MaxValue]),
            Column.Int32("i", [int.MinValue, -1, 0, 1, int.MaxValue])
        );
        var entry = _store.Write(Key("all"), 1, table);
        SampleBars.AssertSame(table, _store.Read([entry], table.Schema));
    }

    [Fact]
    public void Text_of_any_length_and_script_comes_back()
    {
        string?[] texts = ["", "123456789012", "1234567890123", new string('x', 100_000), "żółć 株式 🚀", "a\0b", null];
        var ts = texts.Select((_, i) => (long)i).ToArray();
        var table = new ColumnTable(
            Column.Timestamp("ts", ts),
            Column.Text("t", texts),
            Column.Category("c", [.. texts.Select(text => text?.Replace("\0", "", StringComparison.Ordinal))])
        );
        var entry = _store.Write(Key("all"), 1, table);
        SampleBars.AssertSame(table, _store.Read([entry], table.Schema));
    }

    [Fact]
    public void Equal_categories_are_one_string_in_memory()
    {
        var table = new ColumnTable(
            Column.Timestamp("ts", [1, 2, 3]),
            Column.Category("c", ["long enough text", "b", "long enough text"])
        );
        var entry = _store.Write(Key("all"), 1, table);
        var names = _store.Read([entry], table.Schema).Texts("c");
        Assert.Same(names[0], names[2]);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void An_infinity_is_refused_by_column_and_row_and_nothing_is_written(double infinity)
    {
        var values = Enumerable.Repeat(1.5, 5000).ToArray();
        (values[7], values[4321]) = (double.NaN, infinity);
        var ts = Enumerable.Range(0, values.Length).Select(i => (long)i).ToArray();
        var table = new ColumnTable(Column.Timestamp("ts", ts), Column.Double("close", values));
        var fault = Assert.Throws<BadInputException>(() => _store.Write(Key("all"), 1, table));
        Assert.Equal("close[4321]", fault.Field);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Text_that_is_not_unicode_is_refused()
    {
        var table = new ColumnTable(Column.Timestamp("ts", [1]), Column.Text("t", ["\ud800"]));
        Assert.Equal("t[0]", Assert.Throws<BadInputException>(() => _store.Write(Key("all"), 1, table)).Field);
    }

    [Fact]
    public void The_schema_of_a_file_can_be_asked_and_then_need_not_be_known()
    {
        var table = EveryType(10, seed: 3);
        var entry = _store.Write(Key("all"), 1, table);
        var read = _store.Read([entry]);
        Assert.Equal(_store.SchemaOf(entry), read.Schema);
        Assert.Equal(table.Doubles("d"), read.Doubles("d"));
        Assert.Equal(ColumnType.Text, read.Schema.Columns[read.Schema.IndexOf("c")].Type);
    }

    [Fact]
    public void Columns_can_be_chosen_and_put_in_another_order()
    {
        var table = EveryType(100, seed: 4);
        var entry = _store.Write(Key("all"), 1, table);
        var read = _store.Read([entry], new TableSchema(("i", ColumnType.Int32), ("d", ColumnType.Double)));
        Assert.Equal(["i", "d"], read.Schema.Names);
        Assert.Equal(table.Int32s("i"), read.Int32s("i"));
    }

    private static PartitionKey Key(string period) => new(SampleBars.Minutes, "TYPES", period);

    private static ColumnTable EveryType(int rows, int seed)
    {
        var random = new Random(seed);
        return new ColumnTable(
            Column.Timestamp("ts", Make(i => i * 60_000_000L - 1)),
            Column.Double("d", Make(_ => random.Next(4) == 0 ? double.NaN : random.NextDouble() * 1e6 - 5e5)),
            Column.Int64("l", Make(_ => random.NextInt64(long.MinValue, long.MaxValue))),
            Column.Int32("i", Make(_ => random.Next(int.MinValue, int.MaxValue))),
            Column.Boolean("b", Make(_ => random.Next(2) == 0)),
            Column.Text("t", Make(_ => random.Next(5) == 0 ? null : new string('é', random.Next(20)))),
            Column.Category("c", Make(_ => random.Next(5) == 0 ? null : $"kind {random.Next(7)}")),
            Column.Double("odd \"name\" of 'mine'", Make(i => (double)i))
        );

        T[] Make<T>(Func<int, T> value) => [.. Enumerable.Range(0, rows).Select(value)];
    }
}
