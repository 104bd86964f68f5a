using Quant.Specs;

namespace Quant.Client.Cli.Input;

/// <summary>Fingerprints may be given by their first characters, as long as only one begins so.</summary>
internal static class Abbreviation
{
    private const int Least = 4;
    private const int Shown = 5;

    /// <param name="given">What the user wrote.</param>
    /// <param name="field">Where: an argument or option.</param>
    /// <param name="what">What it is of: <c>model</c>.</param>
    /// <param name="known">Those there are; asked for only when needed.</param>
    /// <returns>The whole fingerprint.</returns>
    /// <exception cref="BadInputException">None begins so, or several do.</exception>
    public static async Task<string> ResolveAsync(
        string given,
        string field,
        string what,
        Func<Task<IEnumerable<string>>> known
    )
    {
        var wanted = given.ToLowerInvariant();
        if (wanted.Length == Fingerprint.Length)
        {
            return wanted;
        }
        if (wanted.Length < Least)
        {
            throw new BadInputException(
                field,
                given,
                $"the fingerprint of a {what}, or at least its first {Least} characters"
            );
        }
        var found = (await known()).Where(one => one.StartsWith(wanted, StringComparison.Ordinal)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new BadInputException(
                field,
                given,
                $"the fingerprint of a {what} there is; 'quant {what} list' shows them"
            ),
            _ => throw new BadInputException(field, given, $"one of {string.Join(", ", found.Take(Shown))}"),
        };
    }
}
