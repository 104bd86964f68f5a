using System.Net.Http.Json;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Quant.EndToEnd.Tests;

public sealed class ClusterInTheBrowserTests
{
    [Fact]
    public async Task A_running_study_is_seen_where_it_works_and_silos_come_and_go_meanwhile()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var factory = await ServedFactory.StartAsync(silos: 2);
        await using var visitor = await Visitor.ArriveAsync();
        await visitor.DoAsync(() => WatchAsync(factory, visitor));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_is_refused_is_said_in_the_page()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var factory = await ServedFactory.StartAsync(silos: 1);
        await using var visitor = await Visitor.ArriveAsync(ColorScheme.Light, 390, 844);
        await visitor.DoAsync(async () =>
        {
            await visitor.Page.GotoAsync(new Uri(factory.Home, "/cluster").ToString());
            await Expect(visitor.Find("drain-silo-1")).ToBeDisabledAsync();
            await visitor.Find("silo-name").FillAsync("silo-1");
            await visitor.Find("add-silo").ClickAsync();
            await Expect(visitor.Find("cluster-fault")).ToContainTextAsync("a name that no silo has");
        });
        Assert.All(visitor.Complaints, complaint => Assert.Contains("400", complaint, StringComparison.Ordinal));
    }

    private static async Task WatchAsync(ServedFactory factory, Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync(new Uri(factory.Home, "/cluster").ToString());
        await Expect(visitor.Find("silo-row")).ToHaveCountAsync(2);
        await Expect(visitor.Find("cluster-state")).ToContainTextAsync("idle");
        await Expect(visitor.Find("engine-note")).ToContainTextAsync("one process");

        await StartStudyAsync(factory.Home);
        await Expect(visitor.Find("cluster-state")).ToContainTextAsync("busy", Patiently);
        await Expect(visitor.Find("work-piece").First).ToContainTextAsync("Training", Patiently);
        await Expect(visitor.Find("method-row").GetByText("IModelGrain.TrainAsync")).ToBeVisibleAsync(Patient);
        await Expect(visitor.Find("activations")).ToContainTextAsync("ModelGrain");
        var calls = await visitor.Find("tile-calls").TextContentAsync();
        await Expect(visitor.Find("tile-calls")).Not.ToHaveTextAsync(calls!, new() { Timeout = Patience });

        await visitor.Find("silo-name").FillAsync("extra");
        await visitor.Find("add-silo").ClickAsync();
        await Expect(Row(visitor, "extra")).ToContainTextAsync("Active", Patiently);
        await Expect(visitor.Find("tile-silos")).ToContainTextAsync("3");
        await Expect(Row(visitor, "extra")).ToContainTextAsync("1 / 1", Patiently);

        await visitor.Find("drain-silo-2").ClickAsync();
        await visitor.Find("drain-silo-2").ClickAsync();
        await Expect(Row(visitor, "silo-2")).ToContainTextAsync("Gone", Patiently);
        await Expect(visitor.Find("tile-silos")).ToContainTextAsync("2");
        await Expect(visitor.Find("cluster-state")).ToContainTextAsync("busy", Patiently);
    }

    private const float Patience = 60_000;

    private static LocatorAssertionsToContainTextOptions Patiently => new() { Timeout = Patience };

    private static LocatorAssertionsToBeVisibleOptions Patient => new() { Timeout = Patience };

    private static ILocator Row(Visitor visitor, string silo) =>
        visitor.Page.Locator($"[data-testid=silo-row][data-silo={silo}]");

    private static async Task StartStudyAsync(Uri home)
    {
        using var client = new HttpClient { BaseAddress = home };
        using var import = await client.PostAsJsonAsync("/api/bars/SPX/sample", new { sample = "sp500" });
        import.EnsureSuccessStatusCode();
        var spec = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "busy-study.json"));
        using var body = new StringContent(spec, Encoding.UTF8, "application/json");
        using var study = await client.PostAsync("/api/studies", body);
        Assert.True(study.IsSuccessStatusCode, await study.Content.ReadAsStringAsync());
    }
}
