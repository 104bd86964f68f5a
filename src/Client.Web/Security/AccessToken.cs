using System.Security.Cryptography;
using System.Text;

namespace Quant.Client.Web.Security;

/// <summary>
/// The secret a server that is reachable from other machines asks for. Compared in fixed time. The browser's cookie
/// holds a keyed hash of it, so that the token itself is not kept there.
/// </summary>
internal sealed class AccessToken
{
    public const string Cookie = "quant-access";
    private readonly byte[] _hash;

    public AccessToken(string token)
    {
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        CookieValue = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "quant access cookie"u8)
        );
    }

    /// <summary>What the cookie of an admitted browser holds.</summary>
    public string CookieValue { get; }

    public bool Matches(string? token) =>
        token is not null
        && CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public bool MatchesCookie(string? value) =>
        value is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CookieValue), Encoding.UTF8.GetBytes(value));

    /// <summary>A new token: 32 random bytes in hexadecimal.</summary>
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
