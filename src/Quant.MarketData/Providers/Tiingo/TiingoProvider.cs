using System.Globalization;
using System.Runtime.CompilerServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Zones;

namespace Quant.MarketData.Providers.Tiingo;

/// <summary>
/// Tiingo: minute to hourly bars of US stocks from the trades of the exchange IEX, before the open and after the close
/// included; raw daily bars of all exchanges, with splits and dividends.
/// </summary>
/// <remarks>
/// Bars without a trade are not asked for (<c>forceFill=false</c>). The volume of intraday bars is that of IEX alone, a few
/// per cent of all. Times are UTC.
/// </remarks>
public sealed class TiingoProvider : IBarProvider, ICorporateActionProvider, IProviderClock
{
    /// <summary>Minutes of a trading day with its extended hours are 960; a piece has about 5,000 rows.</summary>
    private const int DaysAtOnceOfMinutes = 5;

    private readonly TiingoOptions _options;
    private readonly JsonAsker _asker;

    /// <param name="options">Address, token and limit.</param>
    /// <param name="handler">Sends requests (<see cref="ProviderHttp.CreateHandler"/>); not disposed of here.</param>
    /// <param name="time">The clock.</param>
    public TiingoProvider(TiingoOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        _options = options;
        var access = new ProviderAccess(
            "tiingo",
            [KeyValuePair.Create("Authorization", $"Token {options.Key}")],
            [options.Key],
            Explain
        );
        var burst = Math.Max(1, options.RequestsPerHour / 5);
        var budget = new RateBudget(options.RequestsPerHour / 60.0, burst, time);
        _asker = new JsonAsker(access, handler, options.Asking, budget, time);
    }

    public string Name => "tiingo";

    public ProviderCapabilities Capabilities { get; } =
        new()
        {
            Intervals = [.. Interval.All],
            Calendars = [ExchangeCalendar.Nyse.Name],
            ExtendedHours = true,
        };

    public TimeSpan? ClockSkew => _asker.ClockSkew;

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        BarRequest request,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var symbol = RequestShape.Single(request, Capabilities);
        var daily = request.Interval.IsDaily;
        var zone = request.Calendar.Zone;
        int? daysAtOnce = daily ? null : DaysAtOnceOfMinutes * request.Interval.Minutes;
        foreach (var (from, to) in RequestShape.Pieces(request.FromTs, request.ToTs, daysAtOnce))
        {
            var address = daily
                ? Daily(symbol, zone.DateOf(from), zone.DateOf(to - 1), "open,high,low,close,volume")
                : Intraday(symbol, request.Interval, from, to);
            var page = await _asker.AskAsync(
                address,
                body => TiingoParser.Bars(body, symbol, daily, zone),
                cancellation
            );
            // Dates are all one can ask for, so that pieces overlap on theirs.
            var piece = request with
            {
                FromTs = from,
                ToTs = to,
            };
            yield return new BarWindow(piece, _asker.Now).Cut(page);
        }
    }

    public async Task<IReadOnlyList<AnnouncedAction>> GetActionsAsync(
        Symbol symbol,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var actions = await _asker.AskAsync(
            Daily(symbol, from, to, "divCash,splitFactor"),
            body => TiingoParser.Actions(body, symbol, Name),
            cancellation
        );
        return [.. actions.Where(a => a.ExDate >= from && a.ExDate <= to).OrderBy(a => a.ExDate)];
    }

    private Uri Intraday(Symbol symbol, Interval interval, long from, long to)
    {
        // Whether an end date is New York's or UTC's is not documented: the next one is asked for too.
        var (first, last) = (ExchangeZone.NewYork.DateOf(from), ExchangeZone.Utc.DateOf(to - 1).AddDays(1));
        var word = interval == Interval.Hour1 ? "1hour" : $"{interval.Minutes}min";
        return new Uri(
            $"{Root}/iex/{Ticker(symbol)}/prices?startDate={Date(first)}&endDate={Date(last)}&resampleFreq={word}"
                + "&columns=open,high,low,close,volume&afterHours=true&forceFill=false"
        );
    }

    private Uri Daily(Symbol symbol, DateOnly from, DateOnly to, string columns) =>
        new(
            $"{Root}/tiingo/daily/{Ticker(symbol)}/prices?startDate={Date(from)}&endDate={Date(to)}"
                + $"&resampleFreq=daily&columns={columns}"
        );

    private string Root => _options.Url.AbsoluteUri.TrimEnd('/');

    /// <summary>Tiingo writes BRK-B for BRK.B.</summary>
    private static string Ticker(Symbol symbol) => Uri.EscapeDataString(symbol.ToString().Replace('.', '-'));

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Explain(int status, string message)
    {
        var said = message.Length == 0 ? "" : $" ({message})";
        return status switch
        {
            401 => $"HTTP 401: the token is not accepted{said}; check {TiingoOptions.KeyVariable}",
            403 =>
                $"HTTP 403: the token is not accepted, or the plan does not have this{said}; check {TiingoOptions.KeyVariable}",
            404 => $"HTTP 404: not found{said}; check the symbol",
            400 or 422 => $"HTTP {status}: a parameter is not accepted{said}",
            _ => $"HTTP {status}{said}",
        };
    }
}
