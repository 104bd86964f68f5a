using System.Text;
using System.Text.Json;
using FakeAlpaca.Market;
using Microsoft.AspNetCore.Http;
using Quant.MarketData.Calendars;

namespace FakeAlpaca.Rest;

/// <summary>
/// <c>/v1/corporate-actions</c>: splits and cash dividends whose ex-date has come, by process date, which for a dividend is
/// the day it is paid.
/// </summary>
internal sealed class CorporateActionsEndpoint(FakeAlpacaOptions options)
{
    private static readonly string[] s_types =
    [
        "reverse_split",
        "forward_split",
        "unit_split",
        "cash_dividend",
        "stock_dividend",
        "spin_off",
        "cash_merger",
        "stock_merger",
        "stock_and_cash_merger",
        "redemption",
        "name_change",
        "worthless_removal",
        "rights_distribution",
    ];

    private sealed record Row(string Symbol, CorporateEvent Event, DateOnly Process, string Id);

    public async Task ActionsAsync(HttpContext context, MarketView view)
    {
        var query = context.Request.Query;
        var symbols = BarsQuery.One(query, "symbols") is { Length: > 0 }
            ? BarsQuery.SymbolsOf(query, crypto: false)
            : options.Universe;
        var types = BarsQuery.One(query, "types")?.Split(',') ?? s_types;
        if (Array.Find(types, type => !s_types.Contains(type)) is { } unknown)
        {
            throw ApiError.Bad($"invalid type: {unknown}");
        }
        var today = ExchangeCalendar.Nyse.Zone.DateOf(view.Now);
        var (from, to) = (Date(query, "start") ?? today, Date(query, "end") ?? today);
        if (to < from)
        {
            throw ApiError.Bad("end should not be before start");
        }
        var limit = BarsQuery.LimitOf(query, 100, 1000);
        var rows = symbols
            .SelectMany(symbol => Rows(view, symbol, today))
            .Where(row => types.Contains(row.Event.IsSplit ? "forward_split" : "cash_dividend"))
            .Where(row => row.Process >= from && row.Process <= to)
            .OrderBy(row => row.Process)
            .ThenBy(row => row.Symbol, StringComparer.Ordinal)
            .ThenBy(row => row.Event.IsSplit)
            .ToList();
        if (BarsQuery.One(query, "sort") == "desc")
        {
            rows.Reverse();
        }
        var skip = Skip(BarsQuery.One(query, "page_token"), rows);
        var page = rows.Skip(skip).Take(limit).ToList();
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteStartObject("corporate_actions"u8);
        WriteList(
            writer,
            "cash_dividends",
            page.Where(row => !row.Event.IsSplit),
            row => WriteDividend(writer, row, view)
        );
        WriteList(writer, "forward_splits", page.Where(row => row.Event.IsSplit), row => WriteSplit(writer, row));
        writer.WriteEndObject();
        writer.WriteString(
            "next_page_token"u8,
            skip + page.Count < rows.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Id)) : null
        );
        writer.WriteEndObject();
    }

    private static IEnumerable<Row> Rows(MarketView view, string symbol, DateOnly today)
    {
        var seed = view.Market.Instrument(symbol).Seed;
        return view
            .Market.Events(symbol)
            .Where(e => e.ExDate <= today)
            .Select(e => new Row(
                symbol,
                e,
                e.IsSplit ? e.ExDate : Weekday(e.ExDate.AddDays(20)),
                $"{AssetEndpoint.Id(seed ^ (ulong)(e.ExDate.DayNumber * 2 + (e.IsSplit ? 1 : 0)))}"
            ));
    }

    private static int Skip(string? token, List<Row> rows)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }
        var bytes = new byte[token.Length];
        var id = Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : "";
        var last = rows.FindIndex(row => row.Id == id);
        return last >= 0 ? last + 1 : throw ApiError.Bad($"invalid page_token: {token}");
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<Row> rows, Action<Row> write)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }
        writer.WriteStartArray(name);
        foreach (var row in all)
        {
            writer.WriteStartObject();
            write(row);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSplit(Utf8JsonWriter writer, Row row)
    {
        WriteDates(writer, row, Weekday(row.Event.ExDate.AddDays(-3)));
        writer.WriteNumber("new_rate"u8, row.Event.NewShares);
        writer.WriteNumber("old_rate"u8, 1);
    }

    private static void WriteDividend(Utf8JsonWriter writer, Row row, MarketView view)
    {
        WriteDates(writer, row, row.Process);
        writer.WriteBoolean("foreign"u8, false);
        writer.WriteNumber("rate"u8, Rate(view, row));
        writer.WriteBoolean("special"u8, false);
    }

    private static void WriteDates(Utf8JsonWriter writer, Row row, DateOnly payable)
    {
        writer.WriteString("id"u8, row.Id);
        writer.WriteString("symbol"u8, row.Symbol);
        writer.WriteString("ex_date"u8, Text(row.Event.ExDate));
        writer.WriteString("record_date"u8, Text(row.Event.ExDate));
        writer.WriteString("process_date"u8, Text(row.Process));
        writer.WriteString("payable_date"u8, Text(payable));
    }

    /// <summary>Cash a share, of the last regular close before the ex-date, to a hundredth of a cent.</summary>
    private static double Rate(MarketView view, Row row)
    {
        var before = view.Days(row.Symbol).OnOrBefore(row.Event.ExDate.AddDays(-1));
        var close = before is { } date ? view.Session(row.Symbol, date)?.Close : null;
        return Math.Round(row.Event.Yield * (close ?? view.Market.Instrument(row.Symbol).Price), 4);
    }

    private static DateOnly? Date(IQueryCollection query, string name)
    {
        if (BarsQuery.One(query, name) is not { Length: > 0 } text)
        {
            return null;
        }
        return ApiTime.TryDate(text, out var date) ? date : throw ApiError.Bad($"invalid {name}: {text}");
    }

    private static DateOnly Weekday(DateOnly date) =>
        date.DayOfWeek switch
        {
            DayOfWeek.Saturday => date.AddDays(-1),
            DayOfWeek.Sunday => date.AddDays(1),
            _ => date,
        };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd");
}
