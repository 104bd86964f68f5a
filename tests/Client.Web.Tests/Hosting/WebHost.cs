using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Quant.Client.Web.Errors;
using Quant.Client.Web.Hosting;
using Quant.Client.Web.Json;
using Quant.Client.Web.Tests.Fakes;
using Quant.Client.Web.Tests.Seed;

namespace Quant.Client.Web.Tests.Hosting;

/// <summary>The web client in this process, over a seeded data root and fake grains, without a socket.</summary>
public sealed class WebHost : IAsyncLifetime
{
    private WebApplication? _app;
    private string _pages = "";

    /// <summary>Changes to the options.</summary>
    public Func<WebOptions, WebOptions> Options { get; init; } = options => options;

    /// <summary>What "now" is; the system's clock unless a test has another.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public SeededFactory Factory { get; private set; } = null!;

    public FakeGrains Grains { get; } = new();

    /// <summary>Further services.</summary>
    public Action<IServiceCollection, FakeGrains> Services { get; init; } = (_, _) => { };

    public static async Task<WebHost> StartAsync(
        Func<WebOptions, WebOptions>? options = null,
        TimeProvider? clock = null,
        Action<IServiceCollection, FakeGrains>? services = null
    )
    {
        var host = new WebHost
        {
            Options = options ?? (o => o),
            Clock = clock ?? TimeProvider.System,
            Services = services ?? ((_, _) => { }),
        };
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync()
    {
        Factory = await SeededFactory.CreateAsync();
        _pages = Directory.CreateTempSubdirectory("quant-pages-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_pages, "index.html"), "<!doctype html><title>the page</title>");
        Directory.CreateDirectory(Path.Combine(_pages, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_pages, "assets", "app-1a2b.js"), "let x;");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        Factory.Register(builder.Services);
        builder.Services.AddSingleton<IGrainFactory>(Grains);
        builder.Services.AddSingleton(Clock);
        Services(builder.Services, Grains);
        builder.AddQuantWeb(Options(new WebOptions { DataRoot = Factory.Root, WebRoot = _pages }));
        _app = builder.Build();
        _app.MapQuantWeb();
        await _app.StartAsync();
    }

    public T Service<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>A client that behaves like a program on this machine.</summary>
    public HttpClient Client(string host = "http://localhost")
    {
        var client = new HttpClient(_app!.GetTestServer().CreateHandler()) { BaseAddress = new Uri(host) };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var client = Client();
        using var response = await client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    public async Task<T> PostAsync<T>(string path, object? body = null)
    {
        using var client = Client();
        using var response = await PostAsync(client, path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    /// <summary>What the API says of a request it does not accept.</summary>
    public async Task<ApiProblem> ProblemAsync(string path, object? body = null, bool post = false)
    {
        using var client = Client();
        using var response =
            post || body is not null ? await PostAsync(client, path, body) : await client.GetAsync(path);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync<ApiProblem>(ApiJson.Options))!;
        Assert.Equal((int)response.StatusCode, problem.Status);
        return problem;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object? body) =>
        body is string json
            ? client.PostAsync(path, new StringContent(json, new MediaTypeHeaderValue("application/json")))
            : client.PostAsync(
                path,
                body is null ? null : JsonContent.Create(body, body.GetType(), null, ApiJson.Options)
            );

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        await Factory.DisposeAsync();
        Directory.Delete(_pages, recursive: true);
    }
}
