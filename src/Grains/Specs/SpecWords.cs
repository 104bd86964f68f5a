using System.Text.Json;
using Quant.Specs;

namespace Quant.Grains.Specs;

/// <summary>Enum values as specs and messages write them: camelCase words.</summary>
internal static class SpecWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <exception cref="BadInputException">Not one of the words.</exception>
    public static T Parse<T>(string text, string field)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text)
            {
                return value;
            }
        }
        throw new BadInputException(field, text, $"one of {string.Join(", ", Enum.GetValues<T>().Select(Of))}");
    }
}
