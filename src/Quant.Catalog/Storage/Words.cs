namespace Quant.Catalog.Storage;

/// <summary>Enum values as the words that stand in the database: <c>Running</c> is <c>running</c>.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <exception cref="CatalogException">The word is none of the enum's.</exception>
    public static T Parse<T>(string word, string column)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
            {
                return value;
            }
        }
        throw new CatalogException($"The catalog's column {column} holds '{word}', which this program does not know.");
    }
}
