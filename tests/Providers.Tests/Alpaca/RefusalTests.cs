using FakeAlpaca;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Alpaca;
using Quant.Specs;

namespace Quant.Providers.Tests.Alpaca;

/// <summary>What Alpaca will not do is explained, once, and without the key.</summary>
public sealed class RefusalTests
{
    private static readonly BarRequest s_request = ServedAlpaca.Request("AAPL", "2024-06-10 00:00", "2024-06-12 12:00");

    [Fact]
    public async Task A_wrong_key_is_explained_and_not_tried_again()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o => o with { Secret = "WRONG-SECRET-TEXT" });

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() => alpaca.SentAsync(s_request));

        Assert.Equal(403, fault.Status);
        Assert.Contains(AlpacaOptions.SecretVariable, fault.Message);
        Assert.DoesNotContain("WRONG-SECRET-TEXT", fault.ToString());
        Assert.DoesNotContain(FakeAlpacaOptions.DefaultKeyId, fault.ToString());
        Assert.Equal(1, alpaca.Server.Statistics.TotalRequests);
    }

    [Fact]
    public async Task A_key_that_is_revoked_while_it_is_used_is_explained()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(client: o => o with { PageLimit = 500 });
        var pages = 0;

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(async () =>
        {
            await foreach (var _ in alpaca.Provider.GetBarsAsync(s_request, TestContext.Current.CancellationToken))
            {
                pages++;
                alpaca.Server.Faults.KeysRevoked = true;
            }
        });

        Assert.Equal(403, fault.Status);
        Assert.InRange(pages, 1, 2);
    }

    [Fact]
    public async Task Recent_data_beyond_the_plan_says_which_feed_would_do()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(server: o =>
            o with
            {
                Feeds = new HashSet<string> { "iex" },
            }
        );

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() => alpaca.SentAsync(s_request));

        Assert.Equal(403, fault.Status);
        Assert.Contains("15 minutes", fault.Message);
        Assert.Contains(AlpacaOptions.FeedVariable, fault.Message);
    }

    [Fact]
    public async Task The_free_plan_has_the_delayed_feed()
    {
        await using var alpaca = await ServedAlpaca.StartAsync(
            server: o => o with { Feeds = new HashSet<string> { "iex" } },
            client: o => o with { Feed = AlpacaFeed.DelayedSip },
            sharedClock: true
        );
        var request = ServedAlpaca.Request("AAPL", "2024-06-12 10:00", "2024-06-12 11:44");

        Assert.Equal(alpaca.True(request), (await alpaca.SentAsync(request))["AAPL"]);
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => alpaca.SentAsync(s_request));
    }

    [Fact]
    public async Task An_unknown_asset_is_404()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() =>
            alpaca.Provider.GetAssetAsync(ServedAlpaca.Symbol("NOSUCH"), TestContext.Current.CancellationToken)
        );

        Assert.Equal(404, fault.Status);
        Assert.Contains("asset not found for NOSUCH", fault.Message);
    }

    [Fact]
    public async Task A_symbol_Alpaca_cannot_read_is_refused_with_its_words()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();

        var fault = await Assert.ThrowsAsync<ProviderRefusedException>(() =>
            alpaca.SentAsync(ServedAlpaca.Request("TOOLONG", "2024-06-10 00:00", "2024-06-11 00:00"))
        );

        Assert.Equal(400, fault.Status);
        Assert.Contains("invalid symbol: TOOLONG", fault.Message);
    }

    [Fact]
    public async Task What_the_provider_does_not_have_is_refused_before_anything_is_asked()
    {
        await using var alpaca = await ServedAlpaca.StartAsync();
        var many = string.Join(
            ',',
            Enumerable.Range(0, 101).Select(i => $"A{(char)('A' + i / 26)}{(char)('A' + i % 26)}")
        );

        await Assert.ThrowsAsync<BadInputException>(() =>
            alpaca.SentAsync(ServedAlpaca.Request(many, "2024-06-10 00:00", "2024-06-11 00:00"))
        );
        Assert.Equal(0, alpaca.Server.Statistics.TotalRequests);
    }
}
