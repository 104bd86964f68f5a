namespace Quant.Features.Catalog;

/// <summary>Finds what a mistyped name may have meant.</summary>
internal static class NearestNames
{
    private const int Shown = 4;

    /// <summary>The nearest known names by edit distance, as the "expected …" phrase of a message.</summary>
    public static string Phrase(string given, IEnumerable<string> known)
    {
        var all = known.ToList();
        var nearest = all.OrderBy(name => Rank(given, name)).ThenBy(name => name, StringComparer.Ordinal).Take(Shown);
        return all.Count <= Shown
            ? $"one of {string.Join(", ", all)}"
            : $"one of the {all.Count} known names, such as {string.Join(", ", nearest)}";
    }

    private static int Rank(string given, string name)
    {
        var folded = given.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        var contained =
            folded.Length > 1
            && (name.Contains(folded, StringComparison.Ordinal) || folded.Contains(name, StringComparison.Ordinal));
        return contained ? 0 : Distance(folded, name);
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
