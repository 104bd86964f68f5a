using System.Globalization;

namespace Quant.Client.Cli.Output;

/// <summary>Numbers as tables show them; a dash where there is none.</summary>
internal static class Numbers
{
    public const string None = "–";

    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB"];

    public static string Fixed(double? value, int digits = 2) =>
        value is { } number && double.IsFinite(number)
            ? Tidy(number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
            : None;

    public static string Percent(double? fraction, int digits = 1) =>
        fraction is { } number && double.IsFinite(number) ? $"{Fixed(100 * number, digits)} %" : None;

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    /// <summary>At most so many significant digits, without an exponent where that can be read.</summary>
    public static string Short(double? value, int digits = 7) =>
        value is { } number && double.IsFinite(number)
            ? number.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : None;

    public static string Bytes(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1000 && unit < s_units.Length - 1; unit++)
        {
            size /= 1000;
        }
        return $"{Fixed(size, unit == 0 || size >= 100 ? 0 : 1)} {s_units[unit]}";
    }

    private static string Tidy(string text) =>
        text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept("0.") < 0 ? text[1..] : text;
}
