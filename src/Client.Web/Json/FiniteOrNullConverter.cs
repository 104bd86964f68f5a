using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quant.Client.Web.Json;

/// <summary>Writes NaN and infinities of a <c>double?</c> as null; JSON has no other word for them.</summary>
public sealed class FiniteOrNullConverter : JsonConverter<double?>
{
    public override bool HandleNull => true;

    public override double? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
