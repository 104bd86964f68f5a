using System.Globalization;

namespace Quant.Client.Cli.Output;

/// <summary>Numbers as tables show them; a dash where there is none.</summary>
internal static class Numbers
{
    public const string None = "–";

    public static string Fixed(double? value, int digits = 2) =>
        value is { } number && double.IsFinite(number)
            ? Tidy(number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
            : None;

    public static string Percent(double? fraction, int digits = 1) =>
        fraction is { } number && double.IsFinite(number) ? $"{Fixed(100 * number, digits)} %" : None;

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    private static string Tidy(string text) =>
        text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept("0.") < 0 ? text[1..] : text;
}
