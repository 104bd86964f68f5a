using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Quant.EndToEnd.Tests;

public sealed class DemoInTheBrowserTests(Demo demo) : IClassFixture<Demo>
{
    [Fact]
    public async Task From_the_overview_to_the_best_trial_s_backtest()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await Visitor.ArriveAsync();
        await visitor.DoAsync(() => ReadTheResultAsync(visitor));
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1440, 1080)]
    [InlineData(ColorScheme.Light, 390, 844)]
    public async Task Every_page_fits_its_window_and_complains_of_nothing(ColorScheme scheme, int width, int height)
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await Visitor.ArriveAsync(scheme, width, height);
        foreach (
            var path in (string[])
                ["/", "/data", "/models", "/studies", "/simulations", "/cluster", demo.Study.AbsolutePath]
        )
        {
            await visitor.Page.GotoAsync(new Uri(demo.Home, path).ToString());
            await Expect(visitor.Find("page-title")).ToBeVisibleAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
            var over = await visitor.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            Assert.True(over <= 0, $"{path} is {over} pixels too wide");
        }
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_chosen_theme_outlives_the_page()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await Visitor.ArriveAsync(ColorScheme.Dark);
        await visitor.Page.GotoAsync(demo.Home.ToString());
        var dark = await BackgroundAsync(visitor.Page);
        await visitor.Find("theme-toggle").ClickAsync();
        await Expect(visitor.Find("theme-toggle")).ToContainTextAsync("dark theme");
        var light = await BackgroundAsync(visitor.Page);
        Assert.NotEqual(dark, light);
        await visitor.Page.ReloadAsync();
        Assert.Equal(light, await BackgroundAsync(visitor.Page));
    }

    private async Task ReadTheResultAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync(demo.Home.ToString());
        await Expect(visitor.Find("tile-trials")).ToContainTextAsync("2\u202f000");
        await Expect(visitor.Find("symbols")).ToContainTextAsync("synthetic");
        await visitor.Find("best-results").GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(demo.Study.ToString());
        await Expect(visitor.Find("study-trials")).ToContainTextAsync("2\u202f000");
        await Expect(visitor.Find("pbo")).ToContainTextAsync("%");
        await Expect(visitor.Find("benchmark-row")).ToContainTextAsync("buy and hold");
        await Expect(visitor.Find("trial-row")).ToHaveCountAsync(50);
        Assert.Equal((await ScoresAsync(page, "score")).OrderDescending(), await ScoresAsync(page, "score"));

        await visitor.Find("sort-holdOut.sharpe").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Hold-out" }))
            .ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(Cells(page, "holdOut.sharpe").First).Not.ToHaveTextAsync("–");
        await page.WaitForFunctionAsync(SortedByHoldOut);
        var heldOut = await ScoresAsync(page, "holdOut.sharpe");
        Assert.Equal(heldOut.OrderDescending(), heldOut);

        await visitor.Find("trial-row").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/simulations/"));
        await Expect(visitor.Find("candles")).ToBeVisibleAsync();
        await Expect(page.GetByText("out-of-sample").First).ToBeVisibleAsync();
        var candles = await visitor.CountAsync("candles", "points");
        Assert.True(candles > 1000);
        Assert.Equal(candles, await visitor.CountAsync("candles", "equity"));
        var trades = await TradesAsync(visitor);
        await Expect(visitor.Find("candles")).ToHaveAttributeAsync("data-markers", $"{2 * trades}");
        await page.WaitForFunctionAsync(PaintedInColours);
        Assert.True(await visitor.Find("account").GetByRole(AriaRole.Listitem).CountAsync() > 5);
        await Expect(visitor.Find("rules")).ToContainTextAsync("price model");
        await Expect(visitor.Find("trade-row").First).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(visitor.Find("candles")).ToBeVisibleAsync();
    }

    private const string SortedByHoldOut = """
        () => {
          const cells = [...document.querySelectorAll('td[data-column="holdOut.sharpe"]')];
          const values = cells.map(cell => Number(cell.textContent.replace('\u2212', '-')));
          return values.length > 1 && values.every((value, i) => i === 0 || values[i - 1] >= value);
        }
        """;

    /// <summary>The first canvas of the chart has pixels of many colours: candles were drawn, not an empty frame.</summary>
    private const string PaintedInColours = """
        () => [...document.querySelectorAll('[data-testid="candles"] canvas')].some(canvas => {
          if (canvas.width < 300 || canvas.height < 100) return false;
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const colours = new Set();
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
          return colours.size > 20;
        })
        """;

    private static ILocator Cells(IPage page, string column) => page.Locator($"td[data-column=\"{column}\"]");

    private static async Task<IReadOnlyList<double>> ScoresAsync(IPage page, string column) =>
        [
            .. (await Cells(page, column).AllTextContentsAsync()).Select(text =>
                double.Parse(text.Replace('\u2212', '-'), CultureInfo.InvariantCulture)
            ),
        ];

    private static async Task<int> TradesAsync(Visitor visitor)
    {
        var text = await visitor.Find("tile-trades").Locator("dd").First.TextContentAsync();
        return int.Parse(text!.Replace("\u202f", ""), CultureInfo.InvariantCulture);
    }

    private static Task<string> BackgroundAsync(IPage page) =>
        page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
