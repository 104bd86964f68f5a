using System.Buffers;
using System.Text;
using System.Text.Json;
using FakeAlpaca.Rest;
using Quant.MarketData.Bars;

namespace FakeAlpaca.Stream;

/// <summary>Messages of a stream: JSON arrays, control messages of one element.</summary>
internal static class StreamMessage
{
    public static readonly byte[] Connected = Success("connected");
    public static readonly byte[] Authenticated = Success("authenticated");

    public static byte[] Error(int code, string text) =>
        Array(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("T"u8, "error"u8);
            writer.WriteNumber("code"u8, code);
            writer.WriteString("msg"u8, text);
            writer.WriteEndObject();
        });

    public static byte[] Subscription(Channels channels) =>
        Array(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("T"u8, "subscription"u8);
            foreach (var channel in Channels.Names)
            {
                writer.WriteStartArray(channel);
                foreach (var symbol in channels.Of(channel))
                {
                    writer.WriteStringValue(symbol);
                }
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        });

    public static byte[] Array(Action<Utf8JsonWriter> elements)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            elements(writer);
            writer.WriteEndArray();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="writer">Where to.</param>
    /// <param name="type"><c>b</c> minute bar, <c>u</c> a later version of one, <c>d</c> the day so far.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="bar">The bar.</param>
    public static void WriteBar(Utf8JsonWriter writer, string type, string symbol, in Bar bar)
    {
        writer.WriteStartObject();
        writer.WriteString("T"u8, type);
        writer.WriteString("S"u8, symbol);
        BarJson.WriteFields(writer, bar);
        writer.WriteEndObject();
    }

    public static void WriteStatus(Utf8JsonWriter writer, string symbol, long ts, bool halted, string reason)
    {
        writer.WriteStartObject();
        writer.WriteString("T"u8, "s"u8);
        writer.WriteString("S"u8, symbol);
        writer.WriteString("sc"u8, halted ? "H" : "T");
        writer.WriteString("sm"u8, halted ? "Trading Halt" : "Trading Resumption");
        writer.WriteString("rc"u8, halted ? "LUDP" : "");
        writer.WriteString("rm"u8, halted ? reason : "");
        writer.WriteString("t"u8, ApiTime.Text(ts));
        writer.WriteString("z"u8, "C"u8);
        writer.WriteEndObject();
    }

    private static byte[] Success(string text) => Encoding.UTF8.GetBytes($$"""[{"T":"success","msg":"{{text}}"}]""");
}
