using System.Text;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Providers.Tests.Fuzz;

/// <summary>Rows in the form each source sends them.</summary>
internal static class Payload
{
    /// <summary>A minute of a session; rows count from here.</summary>
    private static readonly long s_first = Clock.NewYork("2024-06-11 09:30");

    public static byte[] Of(string kind, IReadOnlyList<FuzzRow> rows) =>
        Encoding.UTF8.GetBytes(
            kind switch
            {
                "alpaca bars" => AlpacaBars(rows),
                "alpaca stream" => AlpacaStream(rows),
                "yahoo" => Yahoo(rows),
                "tiingo" => Tiingo(rows),
                "csv" => Csv(rows),
                "lean minute" => LeanMinutes(rows),
                "lean daily" => LeanDays(rows),
                _ => throw new ArgumentException(kind),
            }
        );

    private static IEnumerable<(FuzzRow Row, long Ts)> Timed(IReadOnlyList<FuzzRow> rows)
    {
        var ts = s_first;
        foreach (var row in rows)
        {
            ts += row.Minute * UnixMicros.PerMinute;
            yield return (row, ts);
        }
    }

    private static string Time(FuzzRow row, long ts) => row.Time ?? UnixMicros.Format(ts);

    private static string Bar(FuzzRow row, long ts) =>
        $"\"c\":{row.Close},\"h\":{row.High},\"l\":{row.Low},\"n\":{row.Trades},\"o\":{row.Open},"
        + $"\"t\":\"{Time(row, ts)}\",\"v\":{row.Volume},\"vw\":{row.Vwap}";

    private static string AlpacaBars(IReadOnlyList<FuzzRow> rows) =>
        $"{{\"bars\":{{\"AAPL\":[{string.Join(',', Timed(rows).Select(r => $"{{{Bar(r.Row, r.Ts)}}}"))}]}},\"next_page_token\":null}}";

    private static string AlpacaStream(IReadOnlyList<FuzzRow> rows) =>
        $"[{string.Join(',', Timed(rows).Select((r, i) => $"{{\"T\":\"{"bbbuds"[i % 6]}\",\"S\":\"AAPL\",{Bar(r.Row, r.Ts)}}}"))}]";

    private static string Yahoo(IReadOnlyList<FuzzRow> rows)
    {
        string Column(Func<FuzzRow, string> field) => string.Join(',', rows.Select(field));
        var times = string.Join(',', Timed(rows).Select(r => $"{r.Ts / UnixMicros.PerSecond}"));
        return "{\"chart\":{\"result\":[{\"meta\":{\"symbol\":\"AAPL\",\"exchangeTimezoneName\":\"America/New_York\","
            + $"\"dataGranularity\":\"1m\"}},\"timestamp\":[{times}],\"events\":{{\"splits\":{{\"1\":{{\"date\":1402320600,"
            + $"\"numerator\":7,\"denominator\":1}}}}}},\"indicators\":{{\"quote\":[{{\"open\":[{Column(r => r.Open)}],"
            + $"\"high\":[{Column(r => r.High)}],\"low\":[{Column(r => r.Low)}],\"close\":[{Column(r => r.Close)}],"
            + $"\"volume\":[{Column(r => r.Volume)}]}}]}}}}],\"error\":null}}}}";
    }

    private static string Tiingo(IReadOnlyList<FuzzRow> rows) =>
        $"[{string.Join(',', Timed(rows).Select(r => $"{{\"date\":\"{Time(r.Row, r.Ts)}\",\"open\":{r.Row.Open},\"high\":{r.Row.High},\"low\":{r.Row.Low},\"close\":{r.Row.Close},\"volume\":{r.Row.Volume}}}"))}]";

    private static string Csv(IReadOnlyList<FuzzRow> rows)
    {
        var delimiter = rows[0].Open.Length % 3 == 0 ? ';' : ',';
        var text = new StringBuilder("timestamp,open,high,low,close,volume,vwap,trade_count\n".Replace(',', delimiter));
        foreach (var (row, ts) in Timed(rows))
        {
            text.AppendJoin(
                delimiter,
                [Time(row, ts), row.Open, row.High, row.Low, row.Close, row.Volume, row.Vwap, row.Trades]
            );
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string LeanMinutes(IReadOnlyList<FuzzRow> rows) =>
        string.Concat(
            Timed(rows)
                .Select(r =>
                    $"{r.Row.Time ?? $"{ExchangeZone.NewYork.ToLocal(r.Ts) % UnixMicros.PerDay / 1000}"},{Scaled(r.Row)}\n"
                )
        );

    private static string LeanDays(IReadOnlyList<FuzzRow> rows)
    {
        var date = new DateOnly(2024, 5, 31);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            date = date.AddDays(row.Minute);
            text.Append(row.Time ?? $"{date:yyyyMMdd} 00:00").Append(',').Append(Scaled(row)).Append('\n');
        }
        return text.ToString();
    }

    private static string Scaled(FuzzRow row) =>
        $"{row.Open}0000,{row.High}0000,{row.Low}0000,{row.Close}0000,{row.Volume}";
}
