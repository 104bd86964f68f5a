using System.Text;
using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Quality;
using Quant.MarketData.Zones;

namespace Quant.MarketData.Providers.Tiingo;

/// <summary>
/// Reads Tiingo's arrays of objects with <c>date</c>, prices and <c>volume</c>, which may be null. Times carry their zone
/// (as a rule Z); a day is its date, whatever the time behind it. Pure.
/// </summary>
internal static class TiingoParser
{
    private static readonly string[] s_prices = ["open", "high", "low", "close"];

    /// <exception cref="MalformedAnswerException">Not a whole JSON array; nothing else is ever thrown.</exception>
    public static BarPage Bars(ReadOnlySpan<byte> body, Symbol symbol, bool daily, ExchangeZone zone) =>
        JsonShape.Read(
            body,
            rows =>
            {
                var bars = new List<Bar>();
                var unreadable = new List<RowFault>();
                var line = 0;
                foreach (var row in rows.Entries())
                {
                    line++;
                    if (Read(row, line, daily, zone, out var bar) is { } fault)
                    {
                        unreadable.Add(fault);
                    }
                    else
                    {
                        bars.Add(bar);
                    }
                }
                return new BarPage(symbol, bars, unreadable);
            }
        );

    /// <summary>Splits (<c>splitFactor</c>, new shares per old) and dividends (<c>divCash</c>) of daily rows.</summary>
    /// <exception cref="MalformedAnswerException">Not a whole JSON array of such rows.</exception>
    public static IReadOnlyList<AnnouncedAction> Actions(ReadOnlySpan<byte> body, Symbol symbol, string source) =>
        JsonShape.Read(
            body,
            rows => (IReadOnlyList<AnnouncedAction>)[.. rows.Entries().SelectMany(row => Actions(row, symbol, source))]
        );

    private static IEnumerable<AnnouncedAction> Actions(JsonElement row, Symbol symbol, string source)
    {
        var (factor, cash) = (row.Number("splitFactor"), row.Number("divCash"));
        if (factor <= 0 || cash < 0)
        {
            throw new MalformedAnswerException("expected a splitFactor above 0 and a divCash of 0 or more");
        }
        if (factor == 1 && cash == 0)
        {
            yield break;
        }
        var date = Day(row.Text("date")) ?? throw new MalformedAnswerException("expected a date in date");
        if (factor != 1)
        {
            var (before, after) = Ratio(factor);
            yield return new AnnouncedAction(symbol, date, ActionKind.Split, before, after, 0, source);
        }
        if (cash != 0)
        {
            yield return new AnnouncedAction(symbol, date, ActionKind.CashDividend, 1, 1, cash, source);
        }
    }

    /// <summary>0.1 is 10 old shares for a new one.</summary>
    private static (double Before, double After) Ratio(double factor)
    {
        var reverse = Math.Round(1 / factor);
        return factor < 1 && Math.Abs(reverse * factor - 1) < 1e-6 ? (reverse, 1) : (1, factor);
    }

    private static RowFault? Read(JsonElement row, int line, bool daily, ExchangeZone zone, out Bar bar)
    {
        bar = default;
        if (row.ValueKind != JsonValueKind.Object)
        {
            return At(line, "entry", row, "a bar as an object");
        }
        var text =
            row.TryGetProperty("date", out var date) && date.ValueKind == JsonValueKind.String ? date.GetString()! : "";
        long ts = 0;
        if (daily && Day(text) is { } day)
        {
            ts = zone.Midnight(day);
        }
        else if (daily || !Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out ts))
        {
            return At(line, "date", date, "a time such as 2024-03-01T14:30:00.000Z");
        }
        Span<double> prices = stackalloc double[4];
        for (var i = 0; i < s_prices.Length; i++)
        {
            var there = row.TryGetProperty(s_prices[i], out var price);
            if (!there || price.ValueKind != JsonValueKind.Number || !IsFinite(price, out prices[i]))
            {
                return At(line, s_prices[i], price, "a finite number");
            }
        }
        var volume = 0.0;
        if (
            row.TryGetProperty("volume", out var units)
            && units.ValueKind != JsonValueKind.Null
            && (units.ValueKind != JsonValueKind.Number || !IsFinite(units, out volume))
        )
        {
            return At(line, "volume", units, "a finite number or null");
        }
        bar = new Bar(ts, prices[0], prices[1], prices[2], prices[3], volume);
        return null;
    }

    private static bool IsFinite(JsonElement value, out double number) =>
        value.TryGetDouble(out number) && double.IsFinite(number);

    /// <summary>The date of <c>2024-03-01</c> or <c>2024-03-01T00:00:00.000Z</c>.</summary>
    private static DateOnly? Day(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", out var date) ? date : null;

    private static RowFault At(int line, string column, JsonElement value, string allowed)
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText();
        return new RowFault(line, column, text.Length > 60 ? text[..60] : text, allowed, BarFault.Unreadable);
    }
}
