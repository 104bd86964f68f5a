using System.Text;

namespace Quant.Providers.Tests.Fuzz;

/// <summary>Alters bytes: single ones, stretches of them, and pieces that mean something where they stand.</summary>
internal static class Damage
{
    private static readonly byte[][] s_pieces =
    [
        .. new[]
        {
            "null",
            "{}",
            "[]",
            "\"",
            "1e999",
            "-1e-999",
            "\\ud800",
            "\\u0000",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "1e308",
            "9223372036854775808",
            "true",
            "\"2024-13-45T99:99:99Z\"",
            "-0",
            "\n",
            "\r\n",
            "\0",
            ";",
            "\t",
            "\"\"",
            "//",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff],
        [0xc3, 0x28],
        [0xef, 0xbb, 0xbf],
        [0x1f, 0x8b],
    ];

    public static byte[] Of(byte[] whole, Random random)
    {
        var bytes = new List<byte>(whole);
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 5:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 6:
                    var other = random.Next(bytes.Count);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }
                    break;
            }
        }
        return [.. bytes];
    }
}
