using System.Text.Json;
using System.Text.Json.Serialization;
using Quant.Specs;

namespace Quant.MarketData.Adjustments;

/// <summary>
/// The words of <see cref="AdjustmentMode"/>: <c>raw</c>, <c>split</c> and <c>all</c>, or <c>none</c>, <c>split</c> and
/// <c>splitAndDividend</c>. Either are read; the latter are written, so that fingerprints do not depend on which were used.
/// </summary>
public static class AdjustmentWords
{
    /// <summary>What may be written, for messages and help.</summary>
    public const string Allowed = "raw, split or all (none and splitAndDividend are other words for raw and all)";

    /// <exception cref="BadInputException">None of the words.</exception>
    public static AdjustmentMode Parse(string? word, string field = "adjustment") =>
        word switch
        {
            "raw" or "none" => AdjustmentMode.None,
            "split" => AdjustmentMode.Split,
            "all" or "splitAndDividend" => AdjustmentMode.SplitAndDividend,
            _ => throw new BadInputException(field, word, Allowed),
        };

    /// <summary><c>none</c>, <c>split</c> or <c>splitAndDividend</c>.</summary>
    public static string Of(AdjustmentMode mode) => JsonNamingPolicy.CamelCase.ConvertName(mode.ToString());
}

/// <summary>Reads all words of an adjustment in JSON, and writes those that fingerprints are taken of.</summary>
public sealed class AdjustmentJsonConverter : JsonConverter<AdjustmentMode>
{
    public override AdjustmentMode Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? AdjustmentWords.Parse(reader.GetString())
            : throw new BadInputException("adjustment", "a value of another kind", AdjustmentWords.Allowed);

    public override void Write(Utf8JsonWriter writer, AdjustmentMode value, JsonSerializerOptions options) =>
        writer.WriteStringValue(AdjustmentWords.Of(value));
}
