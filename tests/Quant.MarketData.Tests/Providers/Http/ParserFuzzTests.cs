using System.Text;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Alpaca.Stream;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Tiingo;
using Quant.MarketData.Providers.Yahoo;
using Quant.MarketData.Zones;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Http;

public sealed class ParserFuzzTests
{
    private const int Rounds = 20_000;

    private static readonly string[] s_pieces =
    [
        "null",
        "{}",
        "[]",
        "\"",
        "1e999",
        "-1e-999",
        "\\ud800",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "1e308",
        "9223372036854775808",
        "\u00ff",
        "true",
        "\"2024-13-45T99:99:99Z\"",
        "-0",
    ];

    public static TheoryData<string, string> Payloads =>
        new()
        {
            {
                "stream",
                """
                    [{"T":"b","S":"AAPL","o":1,"h":2,"l":1,"c":2,"v":3,"n":4,"vw":1.5,"t":"2024-03-08T14:59:00Z"},
                     {"T":"s","S":"AAPL","sc":"H","sm":"Halt","rc":"T12","rm":"News","t":"2024-03-08T15:00:30.5Z"},
                     {"T":"error","code":406,"msg":"connection limit exceeded"},{"T":"success","msg":"connected"}]
                    """
            },
            {
                "yahoo",
                """
                    {"chart":{"result":[{"meta":{"symbol":"AAPL","exchangeTimezoneName":"America/New_York","dataGranularity":"1m"},
                     "timestamp":[1709908200,1709908260],"events":{"splits":{"1":{"date":1402320600,"numerator":7,"denominator":1}},
                     "dividends":{"2":{"amount":0.1,"date":1402320600}}},"indicators":{"quote":[{"open":[1,null],"high":[1,2],
                     "low":[1,2],"close":[1,2],"volume":[1,null]}]}}],"error":null}}
                    """
            },
            {
                "tiingo",
                """
                    [{"date":"2024-03-07T14:30:00.000Z","open":169.1,"high":169.5,"low":169,"close":169.2,"volume":1810.0,
                      "divCash":0.5,"splitFactor":0.1}]
                    """
            },
            {
                "actions",
                """
                    {"corporate_actions":{"forward_splits":[{"symbol":"AAPL","new_rate":4,"old_rate":1,"ex_date":"2020-08-31"}],
                     "cash_dividends":[{"symbol":"AAPL","rate":"0.82","ex_date":"2020-08-07"}]},"next_page_token":null}
                    """
            },
            {
                "clock",
                """
                    {"timestamp":"2024-03-08T10:00:00.123456789-05:00","is_open":true,"next_open":"2024-03-11T09:30:00-04:00",
                     "next_close":"2024-03-08T16:00:00-05:00"}
                    """
            },
            { "calendar", """[{"date":"2024-07-03","open":"09:30","close":"13:00"}]""" },
            {
                "asset",
                """{"class":"us_equity","exchange":"NYSE","symbol":"AAPL","status":"active","name":"Apple","tradable":true}"""
            },
        };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_damaged_answer_is_read_or_malformed_and_nothing_else(string kind, string payload)
    {
        Read(kind, Encoding.UTF8.GetBytes(payload));
        var random = new Random(20240308);
        var malformed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                Read(kind, Damaged(payload, random));
            }
            catch (MalformedAnswerException)
            {
                malformed++;
            }
        }
        Assert.InRange(malformed, Rounds / 10, Rounds - 1);
    }

    private static byte[] Damaged(string payload, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            var length = Math.Min(random.Next(6), bytes.Length - at);
            var piece = Encoding.Latin1.GetBytes(s_pieces[random.Next(s_pieces.Length)]);
            bytes = random.Next(3) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], .. piece, .. bytes[(at + length)..]],
                _ => [.. bytes[..at], .. bytes[(at + length)..]],
            };
        }
        return bytes;
    }

    private static void Read(string kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case "stream":
                AlpacaStreamParser.Parse(body);
                break;
            case "yahoo":
                var chart = YahooChartParser.Parse(body);
                var undo = new SplitUndo(chart.Splits, ExchangeZone.NewYork, Date("2024-03-08"));
                Assert.Equal(chart.Bars.Count, chart.Bars.Select(bar => undo.Undo(bar)).Count());
                break;
            case "tiingo":
                TiingoParser.Bars(body, Aapl, daily: false, ExchangeZone.NewYork);
                TiingoParser.Bars(body, Aapl, daily: true, ExchangeZone.NewYork);
                TiingoParser.Actions(body, Aapl, "tiingo");
                break;
            case "actions":
                AlpacaActions.Parse(body, Aapl);
                break;
            case "clock":
                AlpacaReference.Clock(body);
                break;
            case "calendar":
                AlpacaReference.Calendar(body);
                break;
            default:
                AlpacaReference.Asset(body, Aapl);
                break;
        }
    }
}
