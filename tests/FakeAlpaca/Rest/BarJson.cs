using System.Text.Json;
using Quant.MarketData.Bars;

namespace FakeAlpaca.Rest;

/// <summary>A bar as the API writes it.</summary>
internal static class BarJson
{
    private static readonly JsonEncodedText s_close = JsonEncodedText.Encode("c");
    private static readonly JsonEncodedText s_high = JsonEncodedText.Encode("h");
    private static readonly JsonEncodedText s_low = JsonEncodedText.Encode("l");
    private static readonly JsonEncodedText s_trades = JsonEncodedText.Encode("n");
    private static readonly JsonEncodedText s_open = JsonEncodedText.Encode("o");
    private static readonly JsonEncodedText s_time = JsonEncodedText.Encode("t");
    private static readonly JsonEncodedText s_volume = JsonEncodedText.Encode("v");
    private static readonly JsonEncodedText s_vwap = JsonEncodedText.Encode("vw");

    public static void Write(Utf8JsonWriter writer, in Bar bar)
    {
        writer.WriteStartObject();
        WriteFields(writer, bar);
        writer.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter writer, in Bar bar)
    {
        writer.WriteNumber(s_close, bar.Close);
        writer.WriteNumber(s_high, bar.High);
        writer.WriteNumber(s_low, bar.Low);
        writer.WriteNumber(s_trades, bar.TradeCount);
        writer.WriteNumber(s_open, bar.Open);
        Span<byte> time = stackalloc byte[40];
        ApiTime.Write(bar.Ts, time);
        writer.WriteString(s_time, time[..ApiTime.Length]);
        if (bar.Volume == Math.Floor(bar.Volume))
        {
            writer.WriteNumber(s_volume, (long)bar.Volume);
        }
        else
        {
            writer.WriteNumber(s_volume, bar.Volume);
        }
        writer.WriteNumber(s_vwap, bar.Vwap);
    }
}
