using System.Globalization;

namespace Quant.MarketData.Providers.Text;

/// <summary>Decimal numbers in ASCII, read to the nearest double.</summary>
internal static class DecimalText
{
    private static readonly double[] s_powers =
    [
        1e0,
        1e1,
        1e2,
        1e3,
        1e4,
        1e5,
        1e6,
        1e7,
        1e8,
        1e9,
        1e10,
        1e11,
        1e12,
        1e13,
        1e14,
        1e15,
        1e16,
        1e17,
        1e18,
        1e19,
        1e20,
        1e21,
        1e22,
    ];

    /// <summary>
    /// Reads the whole text as a number. Digits that fit 53 bits over a power of ten up to 22 are exact in doubles, so
    /// that one division rounds correctly (Clinger 1990); all else goes the general way, which also is correctly rounded.
    /// </summary>
    /// <returns>False for anything but a finite decimal number.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        ulong mantissa = 0;
        var (digits, scale, i) = (0, -1, 0);
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            i = 1;
        }
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                digits++;
                scale += scale >= 0 ? 1 : 0;
            }
            else if (text[i] == '.' && scale < 0)
            {
                scale = 0;
            }
            else
            {
                return General(text, out value);
            }
        }
        if (digits is 0 or > 19 || mantissa > 1UL << 53 || scale > 22)
        {
            return General(text, out value);
        }
        var magnitude = mantissa / s_powers[Math.Max(scale, 0)];
        value = negative ? -magnitude : magnitude;
        return true;
    }

    private static bool General(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value
        ) && double.IsFinite(value);
}
