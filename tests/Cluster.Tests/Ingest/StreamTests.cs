using Quant.Cluster.Tests.Factory;
using Quant.Cluster.Tests.Providers;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Live;
using Quant.Specs;
using static Quant.Cluster.Tests.Ingest.Bringing;

namespace Quant.Cluster.Tests.Ingest;

public sealed class StreamTests
{
    private static readonly LiveRequest s_stream = new("stream", [], "regular", null);

    [Fact]
    public async Task Pushed_bars_are_stored_revisions_replace_and_what_a_drop_missed_is_asked_for()
    {
        var market = new ScriptedProvider();
        var provider = new StreamingProvider(market);
        var day = ScriptedProvider.Minutes(Date("2024-03-11"), Date("2024-03-11")).ToList();
        market.Put("ACME", day);
        market.SetTime(day[0].Ts - UnixMicros.PerMinute);
        await using var factory = await TestFactory.StartAsync(
            new FactoryOptions { Silos = 2, Providers = [provider] }
        );
        var grain = factory.Grain<ISymbolIngestGrain>("ACME");
        await grain.SetLiveAsync(s_stream);
        Assert.Equal([Symbol.Parse("ACME")], provider.Subscribed);

        provider.Push(new StreamConnected(null));
        market.SetTime(day[2].Ts);
        provider.Push(new StreamBar(Symbol.Parse("ACME"), day[0], false));
        provider.Push(new StreamBar(Symbol.Parse("ACME"), day[1] with { Close = day[1].Low }, false));
        provider.Push(new StreamBar(Symbol.Parse("OTHER"), day[1], false));
        await StoredAsync(factory, 2);
        Assert.Empty(market.Asked);
        provider.Push(new StreamBar(Symbol.Parse("ACME"), day[1], true));
        await Eventually.TrueAsync(
            async () => (await factory.StoredAsync("ACME")).All().SequenceEqual(day.Take(2)),
            "the revision"
        );

        provider.Push(new StreamDisconnected("reset by peer"));
        market.SetTime(day[20].Ts);
        provider.Push(new StreamConnected(day[1].Ts));
        await StoredAsync(factory, 20);

        Assert.Equal(day.Take(20), (await factory.StoredAsync("ACME")).All());
        Assert.Empty(await factory.Catalog.Symbols.CoverageAsync(Symbol.Parse("OTHER")));
        var stream = await factory.Client.GetGrain<IMarketStreamGrain>("scripted").GetStatusAsync();
        Assert.Equal((true, 1, 3L, 2), (stream.Connected, stream.Symbols, stream.Bars, stream.Connections));
    }

    [Fact]
    public async Task Halts_are_remembered_with_their_ends()
    {
        var provider = new StreamingProvider(new ScriptedProvider());
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider] });
        await factory.Grain<ISymbolIngestGrain>("ACME").SetLiveAsync(s_stream);
        var symbol = Symbol.Parse("ACME");

        provider.Push(new StreamHalt(symbol, 1_000_000, true, "LULD pause"));
        await Eventually.TrueAsync(async () => (await factory.Catalog.Halts.ListAsync(symbol)).Count == 1, "the halt");
        Assert.Equal(long.MaxValue, (await factory.Catalog.Halts.ListAsync(symbol))[0].ToTs);
        provider.Push(new StreamHalt(symbol, 301_000_000, false, "trading"));

        await Eventually.TrueAsync(
            async () => (await factory.Catalog.Halts.ListAsync(symbol))[0].ToTs == 301_000_000,
            "the end of the halt"
        );
        Assert.Equal("LULD pause", (await factory.Catalog.Halts.ListAsync(symbol))[0].Reason);
    }

    [Fact]
    public async Task A_provider_without_a_stream_is_refused_for_one_and_an_ended_feed_is_not_listened_to()
    {
        var silent = new ScriptedProvider("silent");
        var provider = new StreamingProvider(new ScriptedProvider());
        await using var factory = await TestFactory.StartAsync(new FactoryOptions { Providers = [provider, silent] });
        var grain = factory.Grain<ISymbolIngestGrain>("ACME");

        var refusal = await Assert.ThrowsAsync<BadRequestException>(() =>
            grain.SetLiveAsync(s_stream with { Providers = ["silent"] })
        );
        Assert.Equal("mode", refusal.Field);

        await grain.SetLiveAsync(s_stream);
        await grain.SetLiveAsync(new LiveRequest("off", [], "regular", null));
        Assert.Empty(provider.Subscribed);
        Assert.Equal("off", (await grain.GetLiveAsync()).Mode);
    }

    private static Task StoredAsync(TestFactory factory, int bars) =>
        Eventually.TrueAsync(async () => (await factory.StoredAsync("ACME")).Count == bars, $"{bars} bars");
}
