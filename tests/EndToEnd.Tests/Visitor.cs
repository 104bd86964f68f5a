using Microsoft.Playwright;

namespace Quant.EndToEnd.Tests;

/// <summary>One person with a browser; whatever the browser complains about is kept.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly string[] s_arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Visitor(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, fault) => Complaints.Add($"fault: {fault}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                Complaints.Add($"{response.Status}: {response.Url}");
            }
        };
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public static async Task<Visitor> ArriveAsync(
        ColorScheme scheme = ColorScheme.Dark,
        int width = 1440,
        int height = 1080
    )
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium.Path, Args = s_arguments }
        );
        var context = await browser.NewContextAsync(
            new()
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = height },
            }
        );
        return new Visitor(playwright, browser, await context.NewPageAsync());
    }

    public ILocator Find(string testId) => Page.GetByTestId(testId);

    /// <summary>Does something in the page; where that fails, what the page showed and complained of is in the message.</summary>
    public async Task DoAsync(Func<Task> steps)
    {
        try
        {
            await steps();
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            var alerts = await Page.GetByRole(AriaRole.Alert).AllTextContentsAsync();
            throw new InvalidOperationException(
                $"At {Page.Url}: {fault.Message}\nAlerts: {string.Join("; ", alerts)}\nComplaints: {string.Join("; ", Complaints)}",
                fault
            );
        }
    }

    /// <summary>A number a chart says of itself in its <c>data-</c> attributes.</summary>
    public async Task<int> CountAsync(string testId, string what) =>
        int.Parse(
            (await Find(testId).GetAttributeAsync($"data-{what}"))!,
            System.Globalization.CultureInfo.InvariantCulture
        );

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
