using System.Globalization;
using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Quality;
using Quant.Specs;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>
/// Reads Yahoo's chart: <c>chart.result[0]</c> with <c>meta</c>, <c>timestamp</c> (seconds), arrays of as many prices and
/// volumes in <c>indicators.quote[0]</c>, and <c>events</c>. A time at which a price is null has no bar. Pure.
/// </summary>
internal static class YahooChartParser
{
    private const long LastSecond = 7_258_118_400;

    /// <exception cref="MalformedAnswerException">Not a whole document of that shape; nothing else is ever thrown.</exception>
    public static YahooChart Parse(ReadOnlySpan<byte> json) => JsonShape.Read(json, Read);

    private static YahooChart Read(JsonElement answer)
    {
        var chart = answer.Field("chart") ?? throw new MalformedAnswerException("expected a field chart");
        var result = chart.Entries("result").FirstOrDefault();
        if (result.ValueKind == JsonValueKind.Undefined)
        {
            throw new MalformedAnswerException("expected a result");
        }
        var meta = result.Field("meta") ?? throw new MalformedAnswerException("expected a field meta");
        var bars = new List<Bar>();
        var unreadable = new List<RowFault>();
        ReadBars(result, bars, unreadable);
        var events = result.Field("events");
        return new YahooChart(
            meta.TextOrNull("symbol") ?? "",
            meta.TextOrNull("dataGranularity") ?? "",
            meta.TextOrNull("exchangeTimezoneName") ?? "",
            bars,
            unreadable,
            [.. Events(events, "splits").Select(Split)],
            [.. Events(events, "dividends").Select(Dividend)]
        );
    }

    private static void ReadBars(JsonElement result, List<Bar> bars, List<RowFault> unreadable)
    {
        JsonElement[] times = [.. result.Entries("timestamp")];
        if (times.Length == 0)
        {
            return;
        }
        var indicators =
            result.Field("indicators") ?? throw new MalformedAnswerException("expected a field indicators");
        var quote = indicators.Entries("quote").FirstOrDefault();
        if (quote.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedAnswerException("expected a quote for the times");
        }
        var open = Column(quote, "open", times.Length);
        var high = Column(quote, "high", times.Length);
        var low = Column(quote, "low", times.Length);
        var close = Column(quote, "close", times.Length);
        var volume = Column(quote, "volume", times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            if (IsNull(open[i]) || IsNull(high[i]) || IsNull(low[i]) || IsNull(close[i]))
            {
                continue;
            }
            RowFault? fault = null;
            var ts = Time(times[i], i, ref fault);
            var bar = new Bar(
                ts,
                Number("open", open[i], i, ref fault),
                Number("high", high[i], i, ref fault),
                Number("low", low[i], i, ref fault),
                Number("close", close[i], i, ref fault),
                IsNull(volume[i]) ? 0 : Number("volume", volume[i], i, ref fault)
            );
            if (fault is null)
            {
                bars.Add(bar);
            }
            else
            {
                unreadable.Add(fault);
            }
        }
    }

    private static JsonElement[] Column(JsonElement quote, string name, int length)
    {
        JsonElement[] column = [.. quote.Entries(name)];
        return column.Length == length
            ? column
            : throw new MalformedAnswerException($"expected as many entries in {name} as there are times");
    }

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    private static long Time(JsonElement value, int i, ref RowFault? fault)
    {
        var seconds = Number("timestamp", value, i, ref fault);
        if (fault is null && (seconds is < 0 or > LastSecond || seconds != Math.Floor(seconds)))
        {
            fault = At(i, "timestamp", value, "whole seconds since 1970");
        }
        return fault is null ? (long)seconds * UnixMicros.PerSecond : 0;
    }

    private static double Number(string column, JsonElement value, int i, ref RowFault? fault)
    {
        var number = 0.0;
        var read = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number);
        fault ??= read ? null : At(i, column, value, "a finite number");
        return number;
    }

    private static RowFault At(int i, string column, JsonElement value, string allowed)
    {
        var text = value.GetRawText();
        return new RowFault(i + 1, column, text.Length > 60 ? text[..60] : text, allowed, BarFault.Unreadable);
    }

    /// <summary>Events of a kind, which are the values of an object whose names are their times.</summary>
    private static IEnumerable<JsonElement> Events(JsonElement? events, string kind) =>
        events?.Field(kind) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Object } all => all.EnumerateObject().Select(one => one.Value),
            _ => throw new MalformedAnswerException($"expected an object in {kind}"),
        };

    private static YahooSplit Split(JsonElement split) =>
        new(Time(split), Above0(split, "numerator"), Above0(split, "denominator"));

    private static YahooDividend Dividend(JsonElement dividend) => new(Time(dividend), Above0(dividend, "amount"));

    private static long Time(JsonElement happening) =>
        happening.Number("date") is >= 0 and <= LastSecond and var seconds
            ? (long)seconds * UnixMicros.PerSecond
            : throw new MalformedAnswerException("expected seconds since 1970 in date");

    private static double Above0(JsonElement happening, string name) =>
        happening.Number(name) is > 0 and var number
            ? number
            : throw new MalformedAnswerException(
                string.Create(CultureInfo.InvariantCulture, $"expected a number above 0 in {name}")
            );
}
