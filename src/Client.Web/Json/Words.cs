using System.Text.Json;
using Quant.MarketData.Adjustments;
using Quant.Specs;

namespace Quant.Client.Web.Json;

/// <summary>Words of the API for enums of the engines.</summary>
internal static class Words
{
    /// <summary>Reads <c>none</c>, <c>split</c> or <c>splitAndDividend</c>.</summary>
    /// <exception cref="BadInputException">None of them.</exception>
    public static AdjustmentMode Adjustment(string word) =>
        Enum.GetValues<AdjustmentMode>()
            .Where(mode => Of(mode) == word)
            .Select(mode => (AdjustmentMode?)mode)
            .FirstOrDefault()
        ?? throw new BadInputException(
            "adjustment",
            word,
            $"one of {string.Join(", ", Enum.GetValues<AdjustmentMode>().Select(Of))}"
        );

    /// <summary>An enum's member in camelCase.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
