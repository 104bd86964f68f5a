using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Quant.EndToEnd.Tests;

public sealed class IngestInTheBrowserTests
{
    [Fact]
    public async Task A_visitor_asks_a_provider_for_a_symbol_watches_it_come_and_keeps_it_up_to_date()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var factory = await ServedFactory.StartAsync(silos: 1);
        await using var visitor = await Visitor.ArriveAsync();
        await visitor.DoAsync(() => AskAsync(factory.Home, visitor));
        Assert.Empty(visitor.Complaints);
    }

    private static async Task AskAsync(Uri home, Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync(new Uri(home, "/data").ToString());
        await visitor.Find("ask-provider").SelectOptionAsync("fake-alpaca");
        await visitor.Find("ask-symbol").FillAsync("aapl");
        await visitor.Find("ask-from").FillAsync("2025-01-02");
        await visitor.Find("ask").ClickAsync();

        await Expect(visitor.Find("backfill-completed")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(visitor.Find("all-backfills")).ToContainTextAsync("fake-alpaca");
        await visitor.Find("symbol-AAPL").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/data/AAPL"));
        await Expect(visitor.Find("backfill-panel")).ToContainTextAsync("completed");
        await Expect(visitor.Find("provenance")).ToContainTextAsync("fake-alpaca", new() { Timeout = 30_000 });
        await Expect(visitor.Find("heat-map")).ToBeVisibleAsync();

        await visitor.Find("backfill-gaps").ClickAsync();
        await Expect(visitor.Find("backfill-completed")).ToHaveCountAsync(2, new() { Timeout = 30_000 });

        await visitor.Find("live-poll").ClickAsync();
        await Expect(visitor.Find("live-panel"))
            .ToContainTextAsync(new Regex("market closed|up to date"), new() { Timeout = 30_000 });
        await Expect(visitor.Find("live-poll")).ToHaveAttributeAsync("aria-pressed", "true");
        await visitor.Find("live-off").ClickAsync();
        await Expect(visitor.Find("live-panel")).ToContainTextAsync("not kept up to date");
    }
}
