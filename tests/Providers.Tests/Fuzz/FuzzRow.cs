using FsCheck;
using FsCheck.Fluent;

namespace Quant.Providers.Tests.Fuzz;

/// <summary>One bar as tokens of JSON, some of them odd. Prices in currency.</summary>
/// <param name="Minute">Minutes since the row before; 1 as a rule.</param>
/// <param name="Time">A time in place of the one that <paramref name="Minute"/> leads to; null as a rule.</param>
internal sealed record FuzzRow(
    int Minute,
    string? Time,
    string Open,
    string High,
    string Low,
    string Close,
    string Volume,
    string Vwap,
    string Trades
)
{
    private static readonly string[] s_oddNumbers =
    [
        "0",
        "-0",
        "-1.5",
        "1e999",
        "-1e999",
        "1e-400",
        "1e308",
        "5e-324",
        "1E+2",
        "0.1e1",
        "9223372036854775808",
        "18446744073709551616",
        "123456789012345678901234567890",
        "null",
        "true",
        "\"\"",
        "\"1.5\"",
        "\"NaN\"",
        "NaN",
        "Infinity",
        "-Infinity",
        "[]",
        "{}",
        "[1]",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "--1",
        "0x10",
        "1,5",
        "",
    ];

    private static readonly string[] s_oddTimes =
    [
        "2024-06-11T13:30:30Z",
        "2024-06-11T13:30:00.000001Z",
        "2024-06-09T15:00:00Z",
        "2024-07-04T15:00:00Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2031-01-02T15:00:00Z",
        "2262-04-11T23:47:16.854775807Z",
        "2024-02-30T15:00:00Z",
        "2024-06-11T25:00:00Z",
        "2024-06-11T13:30:00",
        "2024-06-11",
        "2024-06-11T13:30:00+99:99",
        "2024-06-11T13:30:00-04:00",
        "",
        "yesterday",
        "2024-13-45T99:99:99Z",
        "99999999999999999999",
        "1718112600",
        "-1",
        "2024-11-03T01:30:00-05:00",
        "2024-03-10T02:30:00-05:00",
        "2030-12-31T20:00:00Z",
        "2024-06-11T13:30:60Z",
    ];

    /// <summary>Mostly good rows around one price.</summary>
    public static Gen<FuzzRow> Rows { get; } =
        from price in Gen.Choose(100, 60_000)
        from spread in Gen.Choose(0, 50)
        from shift in Gen.Choose(0, 50)
        from fields in Gen.ArrayOf(Gen.Choose(0, 999), 9)
        from odd in Gen.ArrayOf(Gen.Elements(s_oddNumbers), 7)
        from time in Gen.Elements(s_oddTimes)
        select Make(price, spread, shift, fields, odd, time);

    private static FuzzRow Make(int price, int spread, int shift, int[] fields, string[] odd, string time)
    {
        // One field in sixty is odd, so that most payloads of a few rows hold good ones, too.
        string Or(int field, string good) => fields[field] < 17 ? odd[field] : good;
        string Cents(int cents) => (cents / 100.0).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (low, high) = (price, price + spread);
        var (open, close) = (price + shift % (spread + 1), price + shift * 7 % (spread + 1));
        return new FuzzRow(
            fields[7] switch
            {
                < 20 => 0,
                < 40 => -3,
                < 200 => 2,
                _ => 1,
            },
            fields[8] < 20 ? time : null,
            Or(0, Cents(open)),
            Or(1, Cents(high)),
            Or(2, Cents(low)),
            Or(3, Cents(close)),
            Or(4, $"{shift * 13 + 1}"),
            Or(5, Cents((open + close) / 2)),
            Or(6, $"{shift + 1}")
        );
    }
}
