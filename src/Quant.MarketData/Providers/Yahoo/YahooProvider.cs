using System.Globalization;
using System.Runtime.CompilerServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Http;
using Quant.Specs;

namespace Quant.MarketData.Providers.Yahoo;

/// <summary>
/// Yahoo Finance's chart JSON: no key, and by its terms for personal use. Minute bars of the last 30 days, 5 to 30 minutes
/// of 60 days, hours of 730 days, and all days; splits and dividends.
/// </summary>
/// <remarks>
/// Yahoo's prices are adjusted for splits, and are made raw again with the splits Yahoo tells (<see cref="SplitUndo"/>); where
/// Yahoo has left out a split, or not applied one, they are wrong by its factor. Daily bars are stamped midnight of their
/// date in the exchange's zone. A chart in another interval than was asked for is refused.
/// </remarks>
public sealed class YahooProvider : IBarProvider, ICorporateActionProvider, IProviderClock
{
    private readonly YahooOptions _options;
    private readonly JsonAsker _asker;

    /// <param name="options">Address and limit.</param>
    /// <param name="handler">Sends requests (<see cref="ProviderHttp.CreateHandler"/>); not disposed of here.</param>
    /// <param name="time">The clock.</param>
    public YahooProvider(YahooOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        _options = options;
        var access = new ProviderAccess("yahoo", [], [], Explain);
        var budget = new RateBudget(options.RequestsPerMinute, Math.Min(5, options.RequestsPerMinute), time);
        _asker = new JsonAsker(access, handler, options.Asking, budget, time);
    }

    public string Name => "yahoo";

    public ProviderCapabilities Capabilities { get; } =
        new()
        {
            Intervals = [.. Interval.All],
            Calendars = [ExchangeCalendar.Nyse.Name, ExchangeCalendar.AlwaysOpen.Name],
            ExtendedHours = true,
        };

    public TimeSpan? ClockSkew => _asker.ClockSkew;

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        BarRequest request,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var symbol = RequestShape.Single(request, Capabilities);
        var interval = YahooInterval.Of(request.Interval);
        if (request.FromTs >= request.ToTs)
        {
            yield break;
        }
        CheckReach(request, interval);
        var now = UnixMicros.From(_asker.Now);
        var zone = request.Calendar.Zone;
        // A bar of today has no split after it.
        var told =
            zone.DateOf(request.FromTs) < zone.DateOf(now)
                ? await ChartAsync(symbol, "1mo", request.FromTs, now + UnixMicros.PerDay, cancellation)
                : null;
        foreach (
            var (from, to) in RequestShape.Pieces(request.FromTs, Math.Min(request.ToTs, now), interval.DaysAtOnce)
        )
        {
            if (await ChartAsync(symbol, interval.Word, from, to, cancellation) is not { } chart)
            {
                continue;
            }
            CheckChart(chart, request, interval, symbol);
            var splits = chart.Splits.Concat(told?.Splits ?? []);
            var undo = new SplitUndo(splits, zone, zone.DateOf(now));
            var page = new BarPage(
                symbol,
                [.. Stamped(chart.Bars, request).Select(bar => undo.Undo(bar))],
                chart.Unreadable
            );
            yield return new BarWindow(request, _asker.Now).Cut(page);
        }
    }

    public async Task<IReadOnlyList<AnnouncedAction>> GetActionsAsync(
        Symbol symbol,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        // Dividends are adjusted for splits after them, so that all until now have to be known.
        var zone = ExchangeCalendar.Nyse.Zone;
        var now = UnixMicros.From(_asker.Now);
        var last = Math.Max(zone.Midnight(to.AddDays(1)), now + UnixMicros.PerDay);
        if (await ChartAsync(symbol, "1mo", zone.Midnight(from), last, cancellation) is not { } chart)
        {
            return [];
        }
        var undo = new SplitUndo(chart.Splits, zone, zone.DateOf(now));
        var splits = chart.Splits.Select(split => new AnnouncedAction(
            symbol,
            zone.DateOf(split.Ts),
            ActionKind.Split,
            split.Old,
            split.New,
            0,
            Name
        ));
        var dividends = chart.Dividends.Select(dividend => new AnnouncedAction(
            symbol,
            zone.DateOf(dividend.Ts),
            ActionKind.CashDividend,
            1,
            1,
            undo.Undo(dividend),
            Name
        ));
        return [.. splits.Concat(dividends).Where(a => a.ExDate >= from && a.ExDate <= to).OrderBy(a => a.ExDate)];
    }

    /// <summary>A chart; null where Yahoo says that there is nothing in the range.</summary>
    private async Task<YahooChart?> ChartAsync(
        Symbol symbol,
        string interval,
        long from,
        long to,
        CancellationToken cancellation
    )
    {
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"{_options.Url.AbsoluteUri.TrimEnd('/')}/v8/finance/chart/{Uri.EscapeDataString(YahooSymbols.Of(symbol))}"
                + $"?interval={interval}&period1={Seconds(from)}&period2={Seconds(to)}&includePrePost=true&events=div%7Csplit"
        );
        try
        {
            return await _asker.AskAsync(new Uri(address), YahooChartParser.Parse, cancellation);
        }
        catch (ProviderRefusedException nothing) when (SaysNothingThere(nothing))
        {
            return null;
        }
    }

    /// <summary>Yahoo answers 400 where the symbol exists and the range has no bar, such as a weekend.</summary>
    private static bool SaysNothingThere(ProviderRefusedException refusal) =>
        refusal.Status is 400 or 422 && refusal.Message.Contains("Data doesn't exist for", StringComparison.Ordinal);

    /// <summary>Seconds since 1970; before that Yahoo counts below zero.</summary>
    private static long Seconds(long ts) => (long)Math.Floor((double)ts / UnixMicros.PerSecond);

    /// <summary>What is older than Yahoo keeps would look like a time without a trade.</summary>
    private void CheckReach(BarRequest request, YahooInterval interval)
    {
        if (interval.Days is not { } days)
        {
            return;
        }
        var first = UnixMicros.From(_asker.Now - TimeSpan.FromDays(days));
        if (request.FromTs < first)
        {
            throw new ProviderRefusedException(
                Name,
                0,
                $"bars of {interval.Word} reach back {days} days, to {UnixMicros.Format(first)}; ask for later ones, or another provider"
            );
        }
    }

    private void CheckChart(YahooChart chart, BarRequest request, YahooInterval interval, Symbol symbol)
    {
        if (!chart.Symbol.Equals(YahooSymbols.Of(symbol), StringComparison.OrdinalIgnoreCase))
        {
            throw new ProviderUnavailableException(Name, $"a chart of '{chart.Symbol}' instead of {symbol}");
        }
        if (chart.Granularity != interval.Word)
        {
            throw new ProviderRefusedException(
                Name,
                0,
                $"bars of '{chart.Granularity}' where {interval.Word} was asked for; they are not taken for what they are not"
            );
        }
        var zone = request.Calendar.Zone.Name;
        if (chart.Zone != zone)
        {
            throw new ProviderRefusedException(
                Name,
                0,
                $"{symbol} trades in the zone '{chart.Zone}', but calendar {request.Calendar} is in {zone}"
            );
        }
    }

    /// <summary>
    /// Bars with our times: days at midnight. An entry off the grid at the end is the price of the moment, not a bar.
    /// </summary>
    private static IEnumerable<Bar> Stamped(IReadOnlyList<Bar> bars, BarRequest request)
    {
        var zone = request.Calendar.Zone;
        if (request.Interval.IsDaily)
        {
            return bars.Select(bar => bar with { Ts = zone.Midnight(zone.DateOf(bar.Ts)) });
        }
        var step = Math.Min(request.Interval.Minutes, 30) * UnixMicros.PerMinute;
        return bars.Count > 0 && bars[^1].Ts % step != 0 ? bars.Take(bars.Count - 1) : bars;
    }

    private static string Explain(int status, string message)
    {
        var said = message.Length == 0 ? "" : $" ({message})";
        return status switch
        {
            401 or 403 =>
                $"HTTP {status}: Yahoo does not answer this machine{said}; it owes nobody an answer, use another provider",
            404 => $"HTTP 404: no such symbol{said}",
            _ => $"HTTP {status}{said}",
        };
    }
}
