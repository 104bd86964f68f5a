using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Specs;

namespace Quant.Specs.Tests;

public sealed class FingerprintTests
{
    [Fact]
    public void It_is_the_first_130_bits_of_sha256_in_base32()
    {
        const string Text = """{"a":1}""";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Text));
        var bits = new BigInteger(hash, isUnsigned: true, isBigEndian: true) >> (256 - 130);
        var expected = "";
        for (var i = 0; i < 26; i++)
        {
            expected = "abcdefghijklmnopqrstuvwxyz234567"[(int)(bits & 31)] + expected;
            bits >>= 5;
        }
        Assert.Equal(expected, Fingerprint.Of(JsonNode.Parse("""{ "a": 1.0 }""")).ToString());
    }

    [Fact]
    public void The_order_of_keys_does_not_matter_and_values_do()
    {
        var one = Fingerprint.Of(JsonNode.Parse("""{"a":1,"b":2}"""));
        Assert.Equal(one, Fingerprint.Of(JsonNode.Parse("""{"b":2,"a":1}""")));
        Assert.NotEqual(one, Fingerprint.Of(JsonNode.Parse("""{"a":1,"b":3}""")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd0000000000")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("abcdefghijklmnopqrstuvwxy1")]
    public void Only_its_own_form_is_accepted(string text) =>
        Assert.Equal("model", Assert.Throws<BadInputException>(() => Fingerprint.Parse(text, "model")).Field);

    [Fact]
    public void It_survives_json()
    {
        var one = Fingerprint.OfCanonical("x");
        Assert.Equal(one, JsonSerializer.Deserialize<Fingerprint>(JsonSerializer.Serialize(one)));
    }
}
