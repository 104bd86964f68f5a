using System.Globalization;
using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>Reads the answers about assets, calendar and clock.</summary>
internal static class AlpacaReference
{
    public static AlpacaAsset Asset(ReadOnlySpan<byte> body, Symbol symbol) =>
        JsonShape.Read(
            body,
            asset =>
                asset.Text("symbol") == symbol.ToString()
                    ? new AlpacaAsset(
                        symbol,
                        asset.TextOrNull("name") ?? "",
                        asset.TextOrNull("exchange") ?? "",
                        asset.TextOrNull("class") ?? "",
                        asset.Text("status") == "active",
                        asset.Flag("tradable")
                    )
                    : throw new MalformedAnswerException("another symbol than was asked for")
        );

    public static IReadOnlyList<AlpacaSession> Calendar(ReadOnlySpan<byte> body) =>
        JsonShape.Read(body, days => (IReadOnlyList<AlpacaSession>)[.. days.Entries().Select(Session)]);

    public static MarketClock Clock(ReadOnlySpan<byte> body) =>
        JsonShape.Read(
            body,
            clock => new MarketClock(
                UnixMicros.ToInstant(clock.Instant("timestamp")),
                clock.Flag("is_open"),
                UnixMicros.ToInstant(clock.Instant("next_open")),
                UnixMicros.ToInstant(clock.Instant("next_close"))
            )
        );

    private static AlpacaSession Session(JsonElement day)
    {
        var date = day.Date("date");
        return new AlpacaSession(date, Wall(day, date, "open"), Wall(day, date, "close"));
    }

    /// <summary>New York's wall-clock time, <c>09:30</c>.</summary>
    private static long Wall(JsonElement day, DateOnly date, string name) =>
        TimeOnly.TryParseExact(day.Text(name), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? ExchangeZone.NewYork.ToUtc(ExchangeZone.LocalMidnight(date) + time.Ticks / TimeSpan.TicksPerMicrosecond)
            : throw new MalformedAnswerException($"expected a time such as 09:30 in {name}");
}
