using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>
/// Reads what Alpaca's stream sends: an array of objects that say by <c>T</c> what they are. <c>b</c> is a closed minute
/// bar, <c>u</c> a later version of one, <c>d</c> the day so far, <c>s</c> a trading status; <c>success</c>, <c>error</c> and
/// <c>subscription</c> steer. Other kinds are left out. Pure.
/// </summary>
internal static class AlpacaStreamParser
{
    /// <summary>Messages in their order; one that cannot be read becomes <see cref="StreamUnreadable"/>.</summary>
    /// <exception cref="MalformedAnswerException">Not a whole JSON array of objects; nothing else is ever thrown.</exception>
    public static List<AlpacaMessage> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                throw new MalformedAnswerException("expected an array of messages");
            }
            var messages = new List<AlpacaMessage>();
            while (AlpacaBarsParser.Next(ref reader) != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw new MalformedAnswerException("expected a message as an object");
                }
                if (ReadMessage(ref reader) is { } message)
                {
                    messages.Add(message);
                }
            }
            return reader.Read() ? throw new MalformedAnswerException("there is more after the end") : messages;
        }
        catch (JsonException fault)
        {
            throw new MalformedAnswerException("not a whole JSON document", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new MalformedAnswerException("a text that is no Unicode", fault);
        }
    }

    private static AlpacaMessage? ReadMessage(ref Utf8JsonReader reader)
    {
        var entry = new AlpacaBarEntry();
        var text = new Texts();
        while (AlpacaBarsParser.Next(ref reader) != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("T"u8))
            {
                text.Kind = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("S"u8))
            {
                text.Symbol = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("msg"u8))
            {
                text.Message = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("code"u8))
            {
                AlpacaBarsParser.Next(ref reader);
                text.Code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : 0;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("sc"u8))
            {
                text.Status = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("sm"u8))
            {
                text.StatusMessage = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("rc"u8))
            {
                text.Reason = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("rm"u8))
            {
                text.ReasonMessage = ReadText(ref reader);
            }
            else
            {
                entry.ReadField(ref reader);
            }
        }
        return text.Kind switch
        {
            "b" or "u" or "d" => Bar(text, entry),
            "s" => Status(text, entry),
            "success" => new AlpacaMessage.Success(text.Message ?? ""),
            "error" => new AlpacaMessage.Error(text.Code, text.Message ?? ""),
            "subscription" => new AlpacaMessage.Subscription(),
            null => Unreadable("a message without T"),
            _ => null,
        };
    }

    private static AlpacaMessage Bar(in Texts text, in AlpacaBarEntry entry)
    {
        if (SymbolOf(text) is not { } symbol)
        {
            return Unreadable($"a bar of '{text.Symbol}', which is no symbol");
        }
        if (entry.TryFinish(1, out var bar) is { } fault)
        {
            return Unreadable($"a bar of {symbol}: {fault.Column} is '{fault.Value}', expected {fault.Allowed}");
        }
        return new AlpacaMessage.Data(
            text.Kind == "d" ? new StreamDailyBar(symbol, bar) : new StreamBar(symbol, bar, Revised: text.Kind == "u")
        );
    }

    /// <summary>
    /// Codes of the tapes: of Nasdaq (tape C) H a halt, P a pause for volatility, T trading again; of the others (CTA) 2
    /// a halt, 3 trading again. Quotes that come back before trades do (Q), indications and imbalances change nothing.
    /// </summary>
    private static AlpacaMessage? Status(in Texts text, in AlpacaBarEntry entry)
    {
        bool? halted = text.Status switch
        {
            "H" or "P" or "2" => true,
            "T" or "3" => false,
            _ => null,
        };
        if (halted is not { } stopped)
        {
            return null;
        }
        if (SymbolOf(text) is not { } symbol || !entry.TryTime(out var ts))
        {
            return Unreadable($"a trading status of '{text.Symbol}' without a symbol or time");
        }
        var said = new[] { text.StatusMessage, text.ReasonMessage, text.Reason }.Where(part => part is { Length: > 0 });
        return new AlpacaMessage.Data(new StreamHalt(symbol, ts, stopped, string.Join("; ", said)));
    }

    private static Symbol? SymbolOf(in Texts text)
    {
        try
        {
            return text.Symbol is null ? null : Bars.Symbol.Parse(text.Symbol);
        }
        catch (BadInputException)
        {
            // Told by the caller as unreadable, with the text.
            return null;
        }
    }

    private static AlpacaMessage.Data Unreadable(string reason) => new(new StreamUnreadable(reason));

    /// <summary>The value after a name; null for what is no text.</summary>
    private static string? ReadText(ref Utf8JsonReader reader)
    {
        AlpacaBarsParser.Next(ref reader);
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }
        reader.Skip();
        return null;
    }

    private struct Texts
    {
        public string? Kind;
        public string? Symbol;
        public string? Message;
        public int Code;
        public string? Status;
        public string? StatusMessage;
        public string? Reason;
        public string? ReasonMessage;
    }
}
