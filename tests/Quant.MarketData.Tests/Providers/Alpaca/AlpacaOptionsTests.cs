using Quant.MarketData.Providers.Alpaca;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.MarketData.Tests.Providers.Alpaca;

public sealed class AlpacaOptionsTests
{
    private static ProviderSettings Settings(params (string Name, string? Value)[] values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    private static ProviderSettings WithKeys(params (string Name, string? Value)[] values) =>
        Settings([("APCA_API_KEY_ID", "PKTEST"), ("APCA_API_SECRET_KEY", "s3cr3t"), .. values]);

    [Fact]
    public void The_key_alone_is_enough()
    {
        var options = AlpacaOptions.Read(WithKeys(("PATH", "/usr/bin"), ("APCA_API_BASE_URL", "ignored")));
        Assert.Equal(("PKTEST", "s3cr3t"), (options.KeyId, options.Secret));
        Assert.Equal((AlpacaFeed.Iex, 200, 10_000), (options.Feed, options.RequestsPerMinute, options.PageLimit));
        Assert.Equal("https://data.alpaca.markets/", options.DataUrl.AbsoluteUri);
        Assert.Equal("https://paper-api.alpaca.markets/", options.TradingUrl.AbsoluteUri);
        Assert.Equal("wss://stream.data.alpaca.markets/", options.StreamUrl.AbsoluteUri);
    }

    [Fact]
    public void Every_variable_is_read()
    {
        var options = AlpacaOptions.Read(
            WithKeys(
                ("QUANT_ALPACA_FEED", "delayed_sip"),
                ("QUANT_ALPACA_DATA_URL", "http://127.0.0.1:8080/alpaca/"),
                ("QUANT_ALPACA_TRADING_URL", "https://api.alpaca.markets"),
                ("QUANT_ALPACA_STREAM_URL", "ws://localhost:8081"),
                ("QUANT_ALPACA_REQUESTS_PER_MINUTE", "1000"),
                ("QUANT_ALPACA_PAGE_LIMIT", "50")
            )
        );
        Assert.Equal((AlpacaFeed.DelayedSip, 1000, 50), (options.Feed, options.RequestsPerMinute, options.PageLimit));
        Assert.Equal("http://127.0.0.1:8080/alpaca", options.DataUrl.AbsoluteUri);
        Assert.Equal("ws://localhost:8081/", options.StreamUrl.AbsoluteUri);
    }

    [Fact]
    public void Without_keys_it_says_what_to_set_and_with_half_of_them_it_is_an_error()
    {
        Assert.Equal("set APCA_API_KEY_ID and APCA_API_SECRET_KEY", AlpacaOptions.Missing(Settings()));
        Assert.Null(AlpacaOptions.Missing(WithKeys()));
        var half = Settings(("APCA_API_KEY_ID", "PKTEST"), ("APCA_API_SECRET_KEY", " "));
        Assert.Null(AlpacaOptions.Missing(half));
        Assert.Equal("APCA_API_SECRET_KEY", Assert.Throws<BadInputException>(() => AlpacaOptions.Read(half)).Field);
        var other = Settings(("APCA_API_SECRET_KEY", "s3cr3t"));
        var fault = Assert.Throws<BadInputException>(() => AlpacaOptions.Read(other));
        Assert.Equal("APCA_API_KEY_ID", fault.Field);
        Assert.DoesNotContain("s3cr3t", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QUANT_ALPACA_FEED", "siip")]
    [InlineData("QUANT_ALPACA_FEED", "SIP")]
    [InlineData("QUANT_ALPACA_FEDD", "sip")]
    [InlineData("QUANT_ALPACA_PAGE_LIMIT", "0")]
    [InlineData("QUANT_ALPACA_PAGE_LIMIT", "10001")]
    [InlineData("QUANT_ALPACA_PAGE_LIMIT", "1e3")]
    [InlineData("QUANT_ALPACA_REQUESTS_PER_MINUTE", "-5")]
    [InlineData("QUANT_ALPACA_DATA_URL", "http://data.alpaca.markets")]
    [InlineData("QUANT_ALPACA_DATA_URL", "ftp://data.alpaca.markets")]
    [InlineData("QUANT_ALPACA_DATA_URL", "data.alpaca.markets")]
    [InlineData("QUANT_ALPACA_DATA_URL", "https://user:pass@data.alpaca.markets")]
    [InlineData("QUANT_ALPACA_TRADING_URL", "https://api.alpaca.markets?x=1")]
    [InlineData("QUANT_ALPACA_STREAM_URL", "ws://stream.data.alpaca.markets")]
    [InlineData("QUANT_ALPACA_STREAM_URL", "https://stream.data.alpaca.markets")]
    [InlineData("APCA_API_SECRET_KEY", "two words")]
    [InlineData("APCA_API_KEY_ID", "line\nbreak")]
    public void What_cannot_be_is_named_by_its_variable(string name, string value)
    {
        var fault = Assert.Throws<BadInputException>(() => AlpacaOptions.Read(WithKeys((name, value))));
        Assert.Equal(name, fault.Field);
        Assert.DoesNotContain("two words", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_written_as_text_have_no_key()
    {
        var text = AlpacaOptions.Read(WithKeys()).ToString();
        Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PKTEST", text, StringComparison.Ordinal);
    }
}
