using System.Globalization;
using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <summary>A bound on one column of a leaderboard.</summary>
/// <param name="Column">The column.</param>
/// <param name="Minimum">Least value that passes; null for none.</param>
/// <param name="Maximum">Greatest value that passes; null for none.</param>
public sealed record TrialBound(string Column, double? Minimum, double? Maximum);

/// <summary>Bounds as clients write them: <c>selection.trades&gt;=200</c>, <c>gap&lt;=0.5</c>.</summary>
internal static class TrialFilterText
{
    private const string Form = "a column, >= or <=, and a number, such as selection.trades>=200";

    /// <exception cref="BadInputException">Not of that form.</exception>
    public static TrialBound Parse(string text)
    {
        var at = text.IndexOfAny(['<', '>']);
        if (
            at <= 0
            || at + 1 >= text.Length
            || text[at + 1] != '='
            || !double.TryParse(text.AsSpan(at + 2), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            || !double.IsFinite(bound)
        )
        {
            throw new BadInputException("filter", text, Form);
        }
        var column = text[..at].Trim();
        return text[at] == '>' ? new TrialBound(column, bound, null) : new TrialBound(column, null, bound);
    }
}
