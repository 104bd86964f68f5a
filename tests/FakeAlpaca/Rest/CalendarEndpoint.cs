using System.Text.Json;
using FakeAlpaca.Market;
using Microsoft.AspNetCore.Http;
using Quant.MarketData.Calendars;

namespace FakeAlpaca.Rest;

/// <summary><c>/v2/calendar</c> and <c>/v2/clock</c>.</summary>
internal static class CalendarEndpoint
{
    private const string Day = "yyyy-MM-dd";
    private static readonly NyseCalendar s_nyse = ExchangeCalendar.Nyse;

    public static async Task CalendarAsync(HttpContext context)
    {
        var from = Date(context, "start") ?? TradingDays.First;
        var to = Date(context, "end") ?? s_nyse.LastDate;
        from = from < s_nyse.FirstDate ? s_nyse.FirstDate : from;
        to = to > s_nyse.LastDate ? s_nyse.LastDate : to;
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartArray();
        foreach (var date in s_nyse.Sessions(from, to))
        {
            var hours = s_nyse.HoursOf(date);
            writer.WriteStartObject();
            writer.WriteString("date"u8, date.ToString(Day));
            writer.WriteString("open"u8, ApiTime.Clock(hours.Open, "HH:mm"));
            writer.WriteString("close"u8, ApiTime.Clock(hours.Close, "HH:mm"));
            writer.WriteString("session_open"u8, ApiTime.Clock(hours.PreOpen, "HHmm"));
            writer.WriteString("session_close"u8, ApiTime.Clock(hours.PostClose, "HHmm"));
            writer.WriteString("settlement_date"u8, Settlement(date).ToString(Day));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <param name="context">The request.</param>
    /// <param name="now">The time to tell, microseconds UTC.</param>
    public static async Task ClockAsync(HttpContext context, long now)
    {
        var today = s_nyse.Zone.DateOf(now);
        var isOpen = s_nyse.TryFind(now, out var session) && now >= session.Open && now < session.Close;
        var upcoming = s_nyse.Sessions(today, s_nyse.LastDate).Select(s_nyse.HoursOf);
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("timestamp"u8, ApiTime.NewYork(now, fraction: true));
        writer.WriteBoolean("is_open"u8, isOpen);
        writer.WriteString("next_open"u8, ApiTime.NewYork(upcoming.First(h => h.Open > now).Open, fraction: false));
        writer.WriteString("next_close"u8, ApiTime.NewYork(upcoming.First(h => h.Close > now).Close, fraction: false));
        writer.WriteEndObject();
    }

    /// <summary>One business day later from 2024-05-28, two before.</summary>
    private static DateOnly Settlement(DateOnly date)
    {
        var days = date >= new DateOnly(2024, 5, 28) ? 1 : 2;
        return s_nyse
            .Sessions(date.AddDays(1), date.AddDays(14) < s_nyse.LastDate ? date.AddDays(14) : s_nyse.LastDate)
            .Append(date.AddDays(days))
            .Append(date.AddDays(days))
            .ElementAt(days - 1);
    }

    private static DateOnly? Date(HttpContext context, string name)
    {
        if (BarsQuery.One(context.Request.Query, name) is not { Length: > 0 } text)
        {
            return null;
        }
        if (ApiTime.TryDate(text, out var date))
        {
            return date;
        }
        return ApiTime.TryParse(text, out var ts)
            ? s_nyse.Zone.DateOf(ts)
            : throw ApiError.Unprocessable($"invalid {name}: {text}");
    }
}
