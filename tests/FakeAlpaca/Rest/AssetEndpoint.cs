using System.Buffers.Binary;
using System.Text.Json;
using FakeAlpaca.Market;
using Microsoft.AspNetCore.Http;

namespace FakeAlpaca.Rest;

/// <summary><c>/v2/assets/{symbol}</c>: every US stock symbol and crypto pair that could be one is listed.</summary>
internal static class AssetEndpoint
{
    public static async Task AssetAsync(HttpContext context, string symbol, MadeUpMarket market)
    {
        var crypto = Instrument.IsCryptoSymbol(symbol);
        if (!crypto && !Instrument.IsStockSymbol(symbol))
        {
            throw new ApiError(404, $"asset not found for {symbol}", 40410000);
        }
        var instrument = market.Instrument(symbol);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("id"u8, Id(instrument.Seed));
        writer.WriteString("class"u8, crypto ? "crypto" : "us_equity");
        writer.WriteString("exchange"u8, crypto ? "CRYPTO" : "NASDAQ");
        writer.WriteString("symbol"u8, symbol);
        writer.WriteString("name"u8, $"{symbol} (made-up data of FakeAlpaca)");
        writer.WriteString("status"u8, "active");
        writer.WriteBoolean("tradable"u8, true);
        writer.WriteBoolean("marginable"u8, !crypto);
        writer.WriteBoolean("shortable"u8, !crypto);
        writer.WriteBoolean("easy_to_borrow"u8, !crypto);
        writer.WriteBoolean("fractionable"u8, true);
        writer.WriteStartArray("attributes"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The same identifier each time.</summary>
    public static Guid Id(ulong seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, seed);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], new MarketRandom(seed, 1).Next());
        return new Guid(bytes, bigEndian: true);
    }
}
