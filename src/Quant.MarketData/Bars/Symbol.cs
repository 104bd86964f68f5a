using System.Text.Json;
using System.Text.Json.Serialization;
using Quant.Specs;

namespace Quant.MarketData.Bars;

/// <summary>
/// An instrument's name as users write it: 1 to 24 of A-Z, 0-9 and <c>. - _ ^ = /</c>, starting with a letter, digit
/// or <c>^</c>. Lower case is folded to upper.
/// </summary>
[JsonConverter(typeof(SymbolJsonConverter))]
public readonly record struct Symbol
{
    private readonly string? _text;

    private Symbol(string text) => _text = text;

    /// <exception cref="BadInputException">Not a symbol.</exception>
    public static Symbol Parse(string text, string field = "symbol")
    {
        var upper = text.ToUpperInvariant();
        var fits =
            upper.Length is >= 1 and <= 24
            && (char.IsAsciiLetterOrDigit(upper[0]) || upper[0] == '^')
            && upper.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '^' or '=' or '/')
            && !upper.Contains("..", StringComparison.Ordinal);
        return fits
            ? new Symbol(upper)
            : throw new BadInputException(
                field,
                text,
                "1 to 24 letters, digits and . - _ ^ = /, such as AAPL or BTC/USD"
            );
    }

    /// <summary>True for generated data, which is called synthetic wherever it shows.</summary>
    public bool IsSynthetic => ToString().StartsWith("SYNTH", StringComparison.Ordinal);

    public override string ToString() => _text ?? "";

    private sealed class SymbolJsonConverter : JsonConverter<Symbol>
    {
        public override Symbol Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Symbol value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
