using System.Net;
using System.Text.Json;
using FakeAlpaca;
using Quant.MarketData.Bars;

namespace Quant.Providers.Tests.Server;

/// <summary>Asks the server without any code of the product.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly HttpClient _http;

    public RawClient(FakeAlpacaServer server, bool keys = true)
    {
        _http = new HttpClient { BaseAddress = server.BaseAddress };
        if (keys)
        {
            _http.DefaultRequestHeaders.Add("APCA-API-KEY-ID", FakeAlpacaOptions.DefaultKeyId);
            _http.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", FakeAlpacaOptions.DefaultSecretKey);
        }
    }

    public Task<HttpResponseMessage> SendAsync(string path) =>
        _http.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await SendAsync(path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Status and message of a refusal.</summary>
    public async Task<(int Status, string Message)> RefusalAsync(string path)
    {
        using var answer = await SendAsync(path);
        using var document = JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        return ((int)answer.StatusCode, document.RootElement.GetProperty("message").GetString()!);
    }

    /// <summary>All pages, in the order they came: (symbol, bar).</summary>
    public async Task<List<(string Symbol, Bar Bar)>> BarsAsync(string query, int most = 1000)
    {
        var bars = new List<(string, Bar)>();
        string? token = null;
        for (var page = 0; page < most; page++)
        {
            var answer = await GetAsync(query + (token is null ? "" : $"&page_token={Uri.EscapeDataString(token)}"));
            foreach (var symbol in answer.GetProperty("bars").EnumerateObject())
            {
                bars.AddRange(symbol.Value.EnumerateArray().Select(bar => (symbol.Name, Read(bar))));
            }
            token = answer.GetProperty("next_page_token").GetString();
            if (token is null)
            {
                return bars;
            }
        }
        throw new InvalidOperationException($"more than {most} pages");
    }

    public static Bar Read(JsonElement bar) =>
        new(
            Clock.Utc(bar.GetProperty("t").GetString()!),
            bar.GetProperty("o").GetDouble(),
            bar.GetProperty("h").GetDouble(),
            bar.GetProperty("l").GetDouble(),
            bar.GetProperty("c").GetDouble(),
            bar.GetProperty("v").GetDouble(),
            bar.GetProperty("vw").GetDouble(),
            bar.GetProperty("n").GetInt32()
        );

    public void Dispose() => _http.Dispose();
}
