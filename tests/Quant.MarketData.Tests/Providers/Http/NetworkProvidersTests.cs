using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.MarketData.Tests.Providers.Http;

public sealed class NetworkProvidersTests
{
    private static ProviderRegistry Registry(params (string Name, string? Value)[] variables)
    {
        var settings = new ProviderSettings(variables.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var handler = new StubHandler(TimeProvider.System) { Answer = (_, _) => StubHandler.Status(500) };
        return new ProviderRegistry(NetworkProviders.List(settings, handler, TimeProvider.System));
    }

    [Fact]
    public void Without_any_variable_the_one_without_a_key_can_be_used_and_the_others_say_what_they_need()
    {
        var registry = Registry();
        Assert.Equal(["alpaca", "tiingo", "yahoo"], registry.Entries.Select(entry => entry.Name));
        Assert.Equal(
            ["set APCA_API_KEY_ID and APCA_API_SECRET_KEY", "set TIINGO_API_KEY", null],
            registry.Entries.Select(entry => entry.Missing)
        );
        Assert.All(registry.Entries, entry => Assert.NotEmpty(entry.Terms));
        Assert.Contains("personal use only", registry.Entries[2].Terms, StringComparison.Ordinal);
        Assert.Equal("yahoo", registry.Get("yahoo").Name);
        var fault = Assert.Throws<BadInputException>(() => registry.Get("alpaca"));
        Assert.Contains("APCA_API_KEY_ID", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_keys_each_provider_is_there_with_all_it_can_do()
    {
        var registry = Registry(("APCA_API_KEY_ID", "PK"), ("APCA_API_SECRET_KEY", "s"), ("TIINGO_API_KEY", "t"));
        Assert.All(registry.Entries, entry => Assert.Equal(entry.Name, registry.Get(entry.Name).Name));
        var alpaca = registry.Get("alpaca");
        Assert.IsAssignableFrom<IBarStreamProvider>(alpaca);
        Assert.IsAssignableFrom<IMarketClockProvider>(alpaca);
        Assert.All(registry.Entries, e => Assert.IsAssignableFrom<ICorporateActionProvider>(registry.Get(e.Name)));
        Assert.All(registry.Entries, e => Assert.IsAssignableFrom<IProviderClock>(registry.Get(e.Name)));
    }

    [Theory]
    [InlineData("APCA_API_KEY_ID", "PK", "APCA_API_SECRET_KEY")]
    [InlineData("APCA_API_SECRET_KEY", "s", "APCA_API_KEY_ID")]
    [InlineData("TIINGO_API_KEY", "two words", "TIINGO_API_KEY")]
    [InlineData("QUANT_YAHOO_URL", "http://example.com", "QUANT_YAHOO_URL")]
    [InlineData("QUANT_YAHOO_KEY", "x", "QUANT_YAHOO_KEY")]
    public void A_wrong_variable_is_an_error_at_start(string name, string value, string field) =>
        Assert.Equal(field, Assert.Throws<BadInputException>(() => Registry((name, value))).Field);

    [Fact]
    public void A_misspelt_variable_is_an_error_even_of_a_provider_without_a_key() =>
        Assert.Throws<BadInputException>(() => Registry(("QUANT_ALPACA_FEDD", "sip")));
}
