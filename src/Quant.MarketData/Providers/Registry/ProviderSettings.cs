using System.Collections;
using Quant.Specs;

namespace Quant.MarketData.Providers.Registry;

/// <summary>
/// The variables that set providers up, by name: those of the environment, or of a file of secrets. Empty ones count as
/// not set. Immutable; never shown, as keys are among them.
/// </summary>
public sealed class ProviderSettings
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <param name="values">Name and value; of a name given twice the last value counts.</param>
    public ProviderSettings(IEnumerable<KeyValuePair<string, string?>> values)
    {
        foreach (var (name, value) in values)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value.Trim();
            }
        }
    }

    /// <summary>Those of this process's environment.</summary>
    public static ProviderSettings FromEnvironment() =>
        new(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value))
        );

    /// <summary>The value; null where it is not set.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Settings in which others weigh more.</summary>
    public ProviderSettings With(IEnumerable<KeyValuePair<string, string?>> others) =>
        new([.. _values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)), .. others]);

    /// <summary>A misspelt variable is an error, not a default.</summary>
    /// <param name="prefix">What the names of one provider's variables begin with.</param>
    /// <param name="known">All there are.</param>
    /// <exception cref="BadInputException">A variable begins so and is none of them.</exception>
    public void RefuseUnknown(string prefix, IReadOnlyList<string> known)
    {
        foreach (var name in _values.Keys.Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(name))
            {
                throw new BadInputException(
                    name,
                    "a variable that nobody reads",
                    $"one of {string.Join(", ", known.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)))}"
                );
            }
        }
    }

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="BadInputException">Something else stands there.</exception>
    public int Number(string name, int fallback, int least, int most)
    {
        if (this[name] is not { } text)
        {
            return fallback;
        }
        var read = int.TryParse(
            text,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        );
        return read && number >= least && number <= most
            ? number
            : throw new BadInputException(name, text, $"a whole number from {least} to {most}");
    }

    /// <summary>A key, which must be text that fits a header.</summary>
    /// <exception cref="BadInputException">It has spaces, control or other characters; the key is not shown.</exception>
    public string? Key(string name) =>
        this[name] is { } key && key.Any(c => c is <= ' ' or > '~')
            ? throw new BadInputException(name, "a key that is not shown", "letters, digits and signs without spaces")
            : this[name];

    /// <summary>An address: encrypted, or of this machine.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="fallback">Where it is not set.</param>
    /// <param name="scheme"><c>https</c> or <c>wss</c>; without its last letter for this machine only.</param>
    /// <exception cref="BadInputException">Not such an address.</exception>
    public Uri Address(string name, string fallback, string scheme)
    {
        var text = this[name] ?? fallback;
        var fits =
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == scheme || (address.Scheme == scheme[..^1] && address.IsLoopback))
            && address is { UserInfo: "", Query: "", Fragment: "" };
        return fits
            ? new Uri(address!.AbsoluteUri.TrimEnd('/'), UriKind.Absolute)
            : throw new BadInputException(
                name,
                Shown(address),
                $"an address that begins {scheme}://, or {scheme[..^1]}:// on this machine, with nothing after the path"
            );
    }

    /// <summary>An address without what may be secret in it.</summary>
    private static string Shown(Uri? address) =>
        address is null ? "a text that is no address" : $"{address.Scheme}://{address.Host}:{address.Port}";
}
