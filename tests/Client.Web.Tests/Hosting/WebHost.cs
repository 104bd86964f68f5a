using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quant.Client.Web.Hosting;

namespace Quant.Client.Web.Tests.Hosting;

/// <summary>The web client in this process, over a data root of its own, without a socket.</summary>
public sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebHost(WebApplication app, string dataRoot)
    {
        _app = app;
        DataRoot = dataRoot;
    }

    public string DataRoot { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="services">What the API reads and commands.</param>
    /// <param name="options">Changes to the options.</param>
    public static async Task<WebHost> StartAsync(
        Action<IServiceCollection> services,
        Func<WebOptions, WebOptions>? options = null
    )
    {
        var root = Directory.CreateTempSubdirectory("quant-web-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        services(builder.Services);
        var chosen = new WebOptions { DataRoot = root, WebRoot = Path.Combine(root, "pages") };
        builder.AddQuantWeb(options?.Invoke(chosen) ?? chosen);
        var app = builder.Build();
        app.MapQuantWeb();
        await app.StartAsync();
        return new WebHost(app, root);
    }

    /// <summary>A client that behaves like a program on this machine.</summary>
    public HttpClient Client(string host = "http://localhost")
    {
        var client = new HttpClient(_app.GetTestServer().CreateHandler()) { BaseAddress = new Uri(host) };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(DataRoot, recursive: true);
    }
}
