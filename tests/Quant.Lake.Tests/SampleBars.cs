using Quant.Lake.Manifest;
using Quant.Lake.Partitions;
using Quant.Lake.Tables;
using Quant.Specs;

namespace Quant.Lake.Tests;

/// <summary>Made-up minute bars, the same for the same seed.</summary>
public static class SampleBars
{
    public static readonly Dataset Minutes = Dataset.Bars("1m");

    public static readonly TableSchema Schema = new(
        ("ts", ColumnType.Timestamp),
        ("open", ColumnType.Double),
        ("high", ColumnType.Double),
        ("low", ColumnType.Double),
        ("close", ColumnType.Double),
        ("volume", ColumnType.Double)
    );

    public static readonly long March = At(2024, 3, 1);

    public static long At(int year, int month, int day) =>
        UnixMicros.From(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero));

    public static PartitionKey Key(string symbol, string period = "2024-03") => new(Minutes, symbol, period);

    /// <param name="rows">Number of bars, one a minute.</param>
    /// <param name="seed">Decides the prices.</param>
    /// <param name="from">First time; 1 March 2024 unless given.</param>
    public static ColumnTable Make(int rows, int seed = 1, long? from = null)
    {
        var random = new Random(seed);
        var ts = new long[rows];
        var prices = Enumerable.Range(0, 5).Select(_ => new double[rows]).ToArray();
        var price = 100.0;
        for (var i = 0; i < rows; i++)
        {
            ts[i] = (from ?? March) + i * UnixMicros.PerMinute;
            prices[0][i] = Math.Round(price, 2);
            price *= 1 + (random.NextDouble() - 0.5) * 0.001;
            prices[3][i] = Math.Round(price, 2);
            prices[1][i] = Math.Max(prices[0][i], prices[3][i]) + 0.01;
            prices[2][i] = Math.Min(prices[0][i], prices[3][i]) - 0.01;
            prices[4][i] = random.Next(1, 100_000);
        }
        return new ColumnTable([
            Column.Timestamp("ts", ts),
            .. Schema.Columns.Skip(1).Select((column, i) => Column.Double(column.Name, prices[i])),
        ]);
    }

    public static ManifestEntry WriteBars(this LakeStore store, string symbol, int rows = 500, int seed = 1) =>
        store.Write(Key(symbol), 1, Make(rows, seed));

    public static void AssertSame(ColumnTable expected, ColumnTable actual)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        Assert.Equal(expected.Rows, actual.Rows);
        for (var i = 0; i < expected.Columns.Count; i++)
        {
            switch (expected.Columns[i])
            {
                case DoubleColumn doubles:
                    Assert.Equal(
                        doubles.Values.Select(BitConverter.DoubleToInt64Bits),
                        ((DoubleColumn)actual.Columns[i]).Values.Select(BitConverter.DoubleToInt64Bits)
                    );
                    break;
                case Column<long> numbers:
                    Assert.Equal(numbers.Values, ((Column<long>)actual.Columns[i]).Values);
                    break;
                case Column<int> numbers:
                    Assert.Equal(numbers.Values, ((Column<int>)actual.Columns[i]).Values);
                    break;
                case Column<bool> flags:
                    Assert.Equal(flags.Values, ((Column<bool>)actual.Columns[i]).Values);
                    break;
                case Column<string?> texts:
                    Assert.Equal(texts.Values, ((Column<string?>)actual.Columns[i]).Values);
                    break;
                default:
                    Assert.Fail($"no comparison for {expected.Columns[i].GetType()}");
                    break;
            }
        }
    }
}
