using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Calendars;
using static Microsoft.Playwright.Assertions;

namespace Quant.EndToEnd.Tests;

public sealed class DataInTheBrowserTests
{
    private const int Sessions = 300;

    [Fact]
    public async Task A_symbol_s_page_shows_what_is_missing_and_wrong_and_follows_what_is_imported()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var factory = await ServedFactory.StartAsync(silos: 1);
        await using var visitor = await Visitor.ArriveAsync();
        await ImportAsync(factory.Home, "FAULTY", Csv(i => i is < 100 or >= 103));
        await visitor.DoAsync(() => LookAsync(factory.Home, visitor));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_symbol_s_page_fits_a_telephone_and_says_when_there_is_no_such_symbol()
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await using var factory = await ServedFactory.StartAsync(silos: 1);
        await using var visitor = await Visitor.ArriveAsync(ColorScheme.Light, 390, 844);
        await ImportAsync(factory.Home, "A/B", Csv(_ => true));
        await visitor.DoAsync(async () =>
        {
            await visitor.Page.GotoAsync(new Uri(factory.Home, "/data/A%2FB?interval=1d").ToString());
            await Expect(visitor.Find("heat-map")).ToBeVisibleAsync();
            await Expect(visitor.Find("price-chart")).ToBeVisibleAsync();
            var over = await visitor.Page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            Assert.True(over <= 0, $"{over} pixels too wide");
            await visitor.Page.GotoAsync(new Uri(factory.Home, "/data/NOPE").ToString());
            await Expect(visitor.Page.GetByText("No bars of NOPE have been imported.")).ToBeVisibleAsync();
        });
        Assert.Empty(visitor.Complaints);
    }

    private static async Task LookAsync(Uri home, Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync(new Uri(home, "/data").ToString());
        await Expect(visitor.Find("quality-FAULTY-1d")).ToContainTextAsync("1 error".Replace(' ', '\u202f'));
        await visitor.Find("symbol-FAULTY").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/data/FAULTY\\?interval=1d$"));

        var map = visitor.Find("heat-map");
        await Expect(map).ToHaveAttributeAsync("data-months", "15");
        await Expect(map.Locator("td[data-share='0']")).ToHaveCountAsync(3);
        await Expect(map.Locator("td[data-share='100']")).ToHaveCountAsync(Sessions - 3);
        await Expect(visitor.Find("finding-missed-splits")).ToContainTextAsync("4:1 on");
        await Expect(visitor.Find("finding-missed-splits")).ToHaveAttributeAsync("data-severity", "error");
        await Expect(visitor.Find("finding-provider-gaps")).ToContainTextAsync("quant bars backfill FAULTY");
        await Expect(visitor.Find("finding-outliers")).ToContainTextAsync("1\u202fexample");
        await Expect(visitor.Find("owed")).ToContainTextAsync("3");
        await Expect(visitor.Find("price-chart")).ToHaveAttributeAsync("data-points", $"{Sessions - 3}");
        await Expect(visitor.Find("price-chart")).ToHaveAttributeAsync("data-marks", "3");
        await Expect(visitor.Find("provenance")).ToContainTextAsync("csv");

        await visitor.Find("gaps-providerGap").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("gaps=providerGap"));
        await Expect(visitor.Find("gap-row")).ToHaveCountAsync(3);
        await Expect(visitor.Find("gap-row").First).ToContainTextAsync("the sessions around it traded");
        await visitor.Find("adjustment-raw").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("adjustment=raw"));
        await Expect(visitor.Find("adjustment-raw")).ToHaveAttributeAsync("aria-pressed", "true");

        await ImportAsync(home, "FAULTY", Csv(i => i is >= 95 and < 110));
        await Expect(visitor.Find("owed")).ToContainTextAsync("0", new() { Timeout = 20_000 });
        await Expect(map.Locator("td[data-share='0']")).ToHaveCountAsync(0);
        await Expect(visitor.Find("finding-provider-gaps")).ToHaveCountAsync(0);

        await visitor.Find("range-from").FillAsync("2010-03-01");
        await visitor.Find("range-from").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("from=2010-03-01"));
        await Expect(map).ToHaveAttributeAsync("data-months", "13");
        await page.ReloadAsync();
        await Expect(map).ToHaveAttributeAsync("data-months", "13");
    }

    private static async Task ImportAsync(Uri home, string symbol, string csv)
    {
        using var client = new HttpClient { BaseAddress = home };
        using var upload = await client.PostAsync(
            "api/uploads",
            new ByteArrayContent(Encoding.UTF8.GetBytes(csv))
            {
                Headers = { ContentType = new("application/octet-stream") },
            }
        );
        var id = (await upload.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<UploadDto>())!.Upload;
        using var import = await client.PostAsJsonAsync(
            $"api/bars/{Uri.EscapeDataString(symbol)}/import",
            new ImportBody([new UploadedFileDto(id, "bars.csv")], "csv", "1d")
        );
        import.EnsureSuccessStatusCode();
    }

    /// <summary>Daily bars from 2010 on with a 4:1 split before bar 200 and one price far away at bar 50.</summary>
    private static string Csv(Func<int, bool> keep)
    {
        var text = new StringBuilder("date,open,high,low,close,volume\n");
        var dates = ExchangeCalendar.Nyse.Sessions(new DateOnly(2010, 1, 4), new DateOnly(2012, 1, 1)).Take(Sessions);
        foreach (var (i, date) in dates.Index().Where(day => keep(day.Index)))
        {
            var shares = i < 200 ? 1 : 4;
            var price = (100 + 5 * Math.Sin(i / 9.0) + Math.Sin(i * 1.7)) / shares;
            var high = price * (i == 50 ? 3 : 1.01);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{date:yyyy-MM-dd},{price:F4},{high:F4},{price * 0.99:F4},{price * 1.001:F4},{1000 * shares + i % 7}\n"
            );
        }
        return text.ToString();
    }
}
