using System.Net;

namespace Quant.MarketData.Providers.Http;

/// <summary>How connections to providers are made.</summary>
public static class ProviderHttp
{
    /// <summary>
    /// A handler for <see cref="JsonAsker"/>: compressed answers, connections renewed every few minutes so that names are
    /// looked up again, and no redirects, which would carry the key to another host.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 16,
            UseCookies = false,
        };
}
