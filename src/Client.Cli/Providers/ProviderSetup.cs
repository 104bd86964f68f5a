using Microsoft.Extensions.Configuration;
using Quant.Grains.Ingest;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.Client.Cli.Providers;

/// <summary>
/// The providers of this process, set up by environment variables and, where those say nothing, by the user's secrets
/// (<c>dotnet user-secrets --id quant-orleans</c>). Checked when the process starts; nothing is connected to before it is
/// asked.
/// </summary>
internal sealed class ProviderSetup : IAsyncDisposable
{
    /// <summary>Names of providers in the order they are tried, separated by commas.</summary>
    private const string OrderVariable = "QUANT_PROVIDERS";

    private const string SecretsId = "quant-orleans";

    private readonly HttpMessageHandler _handler;
    private readonly FakeAlpacaProvider _fake;

    private ProviderSetup(
        HttpMessageHandler handler,
        FakeAlpacaProvider fake,
        ProviderRegistry registry,
        IngestSettings settings
    ) => (_handler, _fake, Registry, Settings) = (handler, fake, registry, settings);

    public ProviderRegistry Registry { get; }

    public IngestSettings Settings { get; }

    /// <exception cref="BadInputException">A variable is misspelt, half set, or cannot be what it is; keys are not shown.</exception>
    public static ProviderSetup Create(TimeProvider time)
    {
        var secrets = new ConfigurationBuilder().AddUserSecrets(SecretsId).Build();
        var settings = new ProviderSettings(secrets.AsEnumerable()).With(
            Environment
                .GetEnvironmentVariables()
                .Cast<System.Collections.DictionaryEntry>()
                .Where(entry => entry.Value is string { Length: > 0 })
                .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value))
        );
        var handler = ProviderHttp.CreateHandler();
        var fake = new FakeAlpacaProvider(handler, time);
        var registry = new ProviderRegistry([
            .. NetworkProviders.List(settings, handler, time),
            new ProviderEntry(
                FakeAlpacaProvider.ProviderName,
                "A made-up market behind Alpaca's API, in this process",
                "Generated bars, for trying things out; they never mix with real ones.",
                null,
                () => fake
            ),
        ]);
        var order = settings[OrderVariable]
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in order ?? [])
        {
            if (registry.Entries.All(entry => entry.Name != name))
            {
                throw new BadInputException(
                    OrderVariable,
                    name,
                    $"some of {string.Join(", ", registry.Entries.Select(entry => entry.Name))}"
                );
            }
        }
        return new ProviderSetup(
            handler,
            fake,
            registry,
            order is { Length: > 0 } ? new IngestSettings { Providers = order } : new IngestSettings()
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _fake.DisposeAsync();
        _handler.Dispose();
    }
}
