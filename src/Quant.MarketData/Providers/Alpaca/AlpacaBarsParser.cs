using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Quality;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>
/// Reads <c>{"bars":{"AAPL":[{"t":…,"o":…,"h":…,"l":…,"c":…,"v":…,"n":…,"vw":…},…],…},"next_page_token":…}</c>, and the
/// form of latest bars, which has one bar in the place of the array. Pure; fields that are not known are skipped.
/// </summary>
public static class AlpacaBarsParser
{
    private const int MaxDepth = 32;

    /// <summary>
    /// All bars of the payload. An entry that is no bar becomes a <see cref="RowFault"/> of its page, counted from 1 within
    /// it; prices and times are not judged here.
    /// </summary>
    /// <param name="json">The whole payload, UTF-8.</param>
    /// <exception cref="MalformedAnswerException">
    /// Not a whole JSON document of that shape. Nothing else is ever thrown.
    /// </exception>
    public static AlpacaBarsAnswer Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            var answer = ReadAnswer(ref reader);
            return reader.Read() ? throw new MalformedAnswerException("there is more after the end") : answer;
        }
        catch (JsonException fault)
        {
            throw new MalformedAnswerException("not a whole JSON document", fault);
        }
        catch (InvalidOperationException fault)
        {
            // Utf8JsonReader throws this for names and texts that are no valid UTF-8, or half a surrogate pair.
            throw new MalformedAnswerException("a text that is no Unicode", fault);
        }
    }

    private static AlpacaBarsAnswer ReadAnswer(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "an object");
        var pages = new List<BarPage>();
        string? token = null;
        var hasBars = false;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("bars"u8))
            {
                hasBars = true;
                ReadPages(ref reader, pages);
            }
            else if (reader.ValueTextEquals("next_page_token"u8))
            {
                var kind = Next(ref reader);
                Expect(kind is JsonTokenType.String or JsonTokenType.Null, "a next_page_token that is a text or null");
                token = reader.GetString();
            }
            else
            {
                Skip(ref reader);
            }
        }
        Expect(hasBars, "a field bars");
        return new AlpacaBarsAnswer(pages, string.IsNullOrEmpty(token) ? null : token);
    }

    private static void ReadPages(ref Utf8JsonReader reader, List<BarPage> pages)
    {
        if (Next(ref reader) == JsonTokenType.Null)
        {
            return;
        }
        Expect(reader.TokenType == JsonTokenType.StartObject, "bars by symbol");
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var symbol = ReadSymbol(ref reader);
            var bars = new List<Bar>();
            var unreadable = new List<RowFault>();
            switch (Next(ref reader))
            {
                case JsonTokenType.StartArray:
                    while (Next(ref reader) != JsonTokenType.EndArray)
                    {
                        ReadBar(ref reader, bars, unreadable);
                    }
                    break;
                case JsonTokenType.StartObject:
                    ReadBar(ref reader, bars, unreadable);
                    break;
                default:
                    Expect(reader.TokenType == JsonTokenType.Null, "bars in an array");
                    break;
            }
            if (bars.Count + unreadable.Count > 0)
            {
                pages.Add(new BarPage(symbol, bars, unreadable));
            }
        }
    }

    private static Symbol ReadSymbol(ref Utf8JsonReader reader)
    {
        try
        {
            return Symbol.Parse(reader.GetString()!);
        }
        catch (BadInputException fault)
        {
            throw new MalformedAnswerException("a symbol that is none", fault);
        }
    }

    private static void ReadBar(ref Utf8JsonReader reader, List<Bar> bars, List<RowFault> unreadable)
    {
        var entry = new AlpacaBarEntry();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (Next(ref reader) != JsonTokenType.EndObject)
            {
                entry.ReadField(ref reader);
            }
        }
        else
        {
            entry.NotAnObject(ref reader);
        }
        if (entry.TryFinish(bars.Count + unreadable.Count + 1, out var bar) is { } fault)
        {
            unreadable.Add(fault);
        }
        else
        {
            bars.Add(bar);
        }
    }

    internal static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        Expect(reader.Read(), "more");
        return reader.TokenType;
    }

    /// <summary>The value after a name, left out.</summary>
    internal static void Skip(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        reader.Skip();
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new MalformedAnswerException($"expected {what}");
        }
    }
}
