using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quant.Specs;

/// <summary>
/// The address of something made: SHA-256 of the canonical JSON of all its inputs, in lower-case base32 (RFC 4648
/// alphabet), first 26 characters (130 bits). Same fingerprint, same bits.
/// </summary>
[JsonConverter(typeof(FingerprintJsonConverter))]
public readonly record struct Fingerprint
{
    public const int Length = 26;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly string? _text;

    private Fingerprint(string text) => _text = text;

    /// <summary>The fingerprint of a spec and everything else that decides the result.</summary>
    public static Fingerprint Of<T>(T inputs) => OfCanonical(CanonicalJson.Of(inputs));

    /// <summary>The fingerprint of a text that is canonical already.</summary>
    public static Fingerprint OfCanonical(string canonicalJson)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson), hash);
        return new Fingerprint(Base32(hash));
    }

    /// <summary>Accepts the 26-character form only.</summary>
    /// <exception cref="BadInputException">The text is not a fingerprint.</exception>
    public static Fingerprint Parse(string text, string field = "fingerprint")
    {
        if (text.Length != Length || text.AsSpan().ContainsAnyExcept(Alphabet))
        {
            throw new BadInputException(field, text, $"{Length} characters of a-z and 2-7");
        }
        return new Fingerprint(text);
    }

    public override string ToString() => _text ?? new string(Alphabet[0], Length);

    private static string Base32(ReadOnlySpan<byte> hash)
    {
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var bit = i * 5;
            var window = (hash[bit / 8] << 8) | hash[bit / 8 + 1];
            text[i] = Alphabet[(window >> (11 - bit % 8)) & 31];
        }
        return new string(text);
    }

    private sealed class FingerprintJsonConverter : JsonConverter<Fingerprint>
    {
        public override Fingerprint Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Fingerprint value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
