using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Quality;
using static Quant.MarketData.Tests.TestBars;

namespace Quant.MarketData.Tests.Providers.Alpaca;

public sealed class AlpacaBarsParserTests
{
    private const string Page = """
        {"bars":{"AAPL":[
          {"c":168.9,"h":169.25,"l":168.75,"n":4126,"o":169.07,"t":"2024-03-08T14:30:00Z","v":503012,"vw":169.017654},
          {"t":"2024-03-08T14:31:00.000Z","o":168.9,"h":169,"l":168.5,"c":168.6,"v":1e5,"n":null,"x":{"deep":[1,2]}}],
         "BRK.B":[{"t":"2024-03-08T09:31:00-05:00","o":1,"h":1,"l":1,"c":1,"v":0,"n":0,"vw":0}],
         "EMPTY":[],"NONE":null},
         "currency":"USD","next_page_token":"QUFQTHwyMDI0"}
        """;

    private static AlpacaBarsAnswer Parse(string json) => AlpacaBarsParser.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Bars_of_several_symbols_and_the_token_of_the_next_page_are_read()
    {
        var answer = Parse(Page);
        Assert.Equal("QUFQTHwyMDI0", answer.NextPageToken);
        Assert.Equal(["AAPL", "BRK.B"], answer.Pages.Select(page => page.Symbol.ToString()));
        Assert.Equal(
            [
                new Bar(Utc("2024-03-08 14:30"), 169.07, 169.25, 168.75, 168.9, 503012, 169.017654, 4126),
                new Bar(Utc("2024-03-08 14:31"), 168.9, 169, 168.5, 168.6, 100_000),
            ],
            answer.Pages[0].Bars
        );
        // Nothing traded: the average price of 0 is not known.
        Assert.Equal(
            new Bar(Utc("2024-03-08 14:31"), 1, 1, 1, 1, 0, double.NaN, 0),
            Assert.Single(answer.Pages[1].Bars)
        );
        Assert.All(answer.Pages, page => Assert.Empty(page.Unreadable));
    }

    [Fact]
    public void The_form_of_latest_bars_is_read_too()
    {
        var answer = Parse("""{"bars":{"AAPL":{"t":"2024-03-08T14:30:00Z","o":1,"h":2,"l":1,"c":2,"v":3}}}""");
        Assert.Equal(new Bar(Utc("2024-03-08 14:30"), 1, 2, 1, 2, 3), Assert.Single(answer.Pages[0].Bars));
        Assert.Null(answer.NextPageToken);
    }

    [Theory]
    [InlineData("""{"bars":{},"next_page_token":null}""")]
    [InlineData("""{"bars":null}""")]
    [InlineData("""{"next_page_token":"","bars":{}}""")]
    public void An_answer_without_bars_is_an_answer(string json)
    {
        var answer = Parse(json);
        Assert.Empty(answer.Pages);
        Assert.Null(answer.NextPageToken);
    }

    [Theory]
    [InlineData("17", "entry", "17")]
    [InlineData("null", "entry", "null")]
    [InlineData("[[1]]", "entry", "[…]")]
    [InlineData("{}", "t", "")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1,"l":1,"v":1}""", "c", "")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1,"l":1,"c":1}""", "v", "")]
    [InlineData("""{"t":"2024-03-08","o":1,"h":1,"l":1,"c":1,"v":1}""", "t", "2024-03-08")]
    [InlineData("""{"t":"2024-03-08T14:30:00","o":1,"h":1,"l":1,"c":1,"v":1}""", "t", "2024-03-08T14:30:00")]
    [InlineData("""{"t":"2024-02-30T14:30:00Z","o":1,"h":1,"l":1,"c":1,"v":1}""", "t", "2024-02-30T14:30:00Z")]
    [InlineData("""{"t":1709908200,"o":1,"h":1,"l":1,"c":1,"v":1}""", "t", "1709908200")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":"1","h":1,"l":1,"c":1,"v":1}""", "o", "1")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1e999,"l":1,"c":1,"v":1}""", "h", "1e999")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1,"l":null,"c":1,"v":1}""", "l", "null")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1,"l":1,"c":{"a":1},"v":1}""", "c", "{…}")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1,"l":1,"c":1,"v":1,"n":1.5}""", "n", "1.5")]
    [InlineData("""{"t":"2024-03-08T14:30:00Z","o":1,"h":1,"l":1,"c":1,"v":1,"vw":"x"}""", "vw", "x")]
    public void An_entry_that_is_no_bar_is_told_and_the_others_are_kept(string entry, string column, string value)
    {
        const string Good = """{"t":"2024-03-08T14:31:00Z","o":1,"h":1,"l":1,"c":1,"v":1}""";
        var page = Assert.Single(Parse($$$"""{"bars":{"AAPL":[{{{Good}}},{{{entry}}},{{{Good}}}]}}""").Pages);
        Assert.Equal(2, page.Bars.Count);
        var fault = Assert.Single(page.Unreadable);
        Assert.Equal((2, column, value, BarFault.Unreadable), (fault.Line, fault.Column, fault.Value, fault.Fault));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"message":"hello"}""")]
    [InlineData("""{"bars":[]}""")]
    [InlineData("""{"bars":{"AAPL":"x"}}""")]
    [InlineData("""{"bars":{"no symbol":[]}}""")]
    [InlineData("""{"bars":{"\ud800":[]}}""")]
    [InlineData("""{"bars":{},"next_page_token":5}""")]
    [InlineData("""{"bars":{}} {}""")]
    [InlineData("""{"bars":{"AAPL":[{"t":"2024-03-08T14:30:00Z","o":1""")]
    public void What_is_not_a_whole_document_of_that_shape_is_malformed(string json) =>
        Assert.Throws<MalformedAnswerException>(() => Parse(json));

    [Fact]
    public void A_payload_cut_anywhere_is_malformed()
    {
        var bytes = Encoding.UTF8.GetBytes(Page.TrimEnd());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<MalformedAnswerException>(() => AlpacaBarsParser.Parse(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Bytes_changed_at_random_are_read_or_malformed_and_nothing_else()
    {
        var original = Encoding.UTF8.GetBytes(Page);
        var changes = Gen.ListOf(Gen.Choose(0, original.Length - 1).Zip(Gen.Choose(0, 255)));
        Prop.ForAll(
                changes.ToArbitrary(),
                list =>
                {
                    var bytes = (byte[])original.Clone();
                    foreach (var (at, value) in list)
                    {
                        bytes[at] = (byte)value;
                    }
                    try
                    {
                        return AlpacaBarsParser.Parse(bytes).Pages.Count <= 4;
                    }
                    catch (MalformedAnswerException)
                    {
                        return true;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(8));
    }
}
