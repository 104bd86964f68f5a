using FakeAlpaca.Faults;
using Microsoft.AspNetCore.Http;

namespace FakeAlpaca.Rest;

/// <summary>Whether a request comes from the account.</summary>
internal static class ApiKeys
{
    public const string KeyHeader = "APCA-API-KEY-ID";
    public const string SecretHeader = "APCA-API-SECRET-KEY";

    /// <exception cref="ApiError">401 without keys, 403 with wrong or revoked ones.</exception>
    public static void Require(HttpRequest request, FakeAlpacaOptions options, FakeFaults faults)
    {
        string? key = request.Headers[KeyHeader];
        string? secret = request.Headers[SecretHeader];
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
        {
            throw ApiError.Of(401);
        }
        if (faults.KeysRevoked || key != options.KeyId || secret != options.SecretKey)
        {
            throw ApiError.Of(403);
        }
    }
}
