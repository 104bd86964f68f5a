using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Quant.Client.Web.Hosting;
using Quant.Client.Web.Tests.Hosting;
using Quant.Specs;

namespace Quant.Client.Web.Tests.Security;

public sealed class SecurityTests
{
    private const string Token = "a-token-of-good-length";

    private static WebOptions Beyond(WebOptions options) => options with { Listen = IPAddress.Any, Token = Token };

    [Theory]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:5180", HttpStatusCode.OK)]
    [InlineData("http://[::1]:5180", HttpStatusCode.OK)]
    [InlineData("http://evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("http://localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("http://tunnel.example", HttpStatusCode.OK)]
    public async Task On_loopback_only_this_machine_s_names_are_answered(string host, HttpStatusCode expected)
    {
        await using var web = await WebHost.StartAsync(options => options with { AllowedHosts = ["tunnel.example"] });
        using var client = web.Client(host);
        Assert.Equal(expected, (await client.GetAsync("/api/status")).StatusCode);
        Assert.Equal(expected, (await client.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    public async Task Changes_are_accepted_from_this_server_s_pages_only(
        string header,
        string value,
        HttpStatusCode expected
    )
    {
        await using var web = await WebHost.StartAsync();
        using var client = web.Client();
        client.DefaultRequestHeaders.Add(header, value);
        using var response = await client.PostAsync("/api/studies/study-1/resume", null);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task Bodies_that_a_plain_form_can_send_are_refused(string type)
    {
        await using var web = await WebHost.StartAsync();
        using var client = web.Client();
        var body = new StringContent("""{"sql":"select 1"}""", new MediaTypeHeaderValue(type));
        using var response = await client.PostAsync("/api/sql", body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task The_token_of_an_address_is_never_logged()
    {
        using var logged = new LoggedLines();
        await using var web = await WebHost.StartAsync(Beyond);
        web.Service<ILoggerFactory>().AddProvider(logged);
        web.Service<ILoggerFactory>().CreateLogger("Quant").LogInformation("Something is logged");
        using var client = web.Client();
        using var response = await client.GetAsync($"/?token={Token}");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains(logged.Lines, line => line.StartsWith("Something is logged", StringComparison.Ordinal));
        Assert.DoesNotContain(logged.Lines, line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_other_origin_is_ever_told_that_it_may_read()
    {
        await using var web = await WebHost.StartAsync();
        using var client = web.Client();
        client.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        using var response = await client.GetAsync("/api/status");
        Assert.DoesNotContain(
            response.Headers,
            header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Pages_and_answers_carry_the_headers_that_bind_the_browser()
    {
        await using var web = await WebHost.StartAsync();
        using var client = web.Client();
        foreach (var path in (string[])["/", "/api/status", "/api/nothing", "/studies/x"])
        {
            using var response = await client.GetAsync(path);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        }
    }

    [Fact]
    public void Beyond_loopback_a_token_is_required()
    {
        var open = new WebOptions { DataRoot = "x", Listen = IPAddress.Any };
        Assert.Equal("token", Assert.Throws<BadInputException>(open.Check).Field);
        Assert.Equal("token", Assert.Throws<BadInputException>((open with { Token = "short" }).Check).Field);
        Beyond(open).Check();
        new WebOptions { DataRoot = "x" }.Check();
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong-token-of-good-length", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Token, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Token, HttpStatusCode.OK)]
    [InlineData("bearer " + Token, HttpStatusCode.OK)]
    public async Task The_token_opens_the_api(string? header, HttpStatusCode expected)
    {
        await using var web = await WebHost.StartAsync(Beyond);
        using var client = web.Client("http://quant.example");
        if (header is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }
        Assert.Equal(expected, (await client.GetAsync("/api/status")).StatusCode);
    }

    [Fact]
    public async Task A_page_opened_once_with_the_token_gets_a_cookie_that_is_not_the_token()
    {
        await using var web = await WebHost.StartAsync(Beyond);
        using var client = web.Client("http://quant.example");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/?token=wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"/api/status?token={Token}")).StatusCode);
        using var opened = await client.GetAsync($"/studies/x?sort=gap&token={Token}");
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal("/studies/x?sort=gap", opened.Headers.Location!.OriginalString);
        var cookie = opened.Headers.GetValues("Set-Cookie").Single();
        Assert.DoesNotContain(Token, cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/status")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Deep_links_get_the_page_and_assets_are_kept_by_the_browser()
    {
        await using var web = await WebHost.StartAsync();
        using var client = web.Client();
        Assert.Contains("the page", await client.GetStringAsync("/studies/abc"));
        using var asset = await client.GetAsync("/assets/app-1a2b.js");
        Assert.Contains("immutable", asset.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/assets/gone.js")).StatusCode);
    }
}
