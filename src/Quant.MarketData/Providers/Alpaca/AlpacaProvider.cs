using System.Runtime.CompilerServices;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Alpaca.Stream;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>
/// Alpaca's market data (REST v2 for US stocks, v1beta3 for crypto), corporate actions, assets, calendar and clock. One
/// object serves a process: all that ask through it share the requests the account is allowed.
/// </summary>
/// <remarks>
/// Bars are asked for unadjusted. Hourly bars start at full hours; daily ones at midnight in New York, those of crypto at
/// midnight UTC. The delayed feed has no bars younger than 15 minutes: a question for those is not answered in part.
/// </remarks>
public sealed class AlpacaProvider
    : IBarProvider,
        ICorporateActionProvider,
        IBarStreamProvider,
        IMarketClockProvider,
        IProviderClock
{
    private const int MaxSymbols = 100;

    private readonly AlpacaOptions _options;
    private readonly AlpacaAddresses _addresses;
    private readonly JsonAsker _data;
    private readonly JsonAsker _trading;
    private readonly TimeProvider _time;

    /// <param name="options">Hosts, key, feed.</param>
    /// <param name="handler">Sends requests (<see cref="ProviderHttp.CreateHandler"/>); not disposed of here.</param>
    /// <param name="time">The clock.</param>
    public AlpacaProvider(AlpacaOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _addresses = new AlpacaAddresses(options);
        var access = AlpacaAccess.Of(options);
        Budget = Fresh(options, time);
        _data = new JsonAsker(access, handler, options.Asking, Budget, time);
        // Market data and trading are counted apart.
        _trading = new JsonAsker(access, handler, options.Asking, Fresh(options, time), time);
        Capabilities = new ProviderCapabilities
        {
            Intervals = [.. Interval.All],
            Calendars = [ExchangeCalendar.Nyse.Name, ExchangeCalendar.AlwaysOpen.Name],
            EarliestDate = new DateOnly(2016, 1, 1),
            SymbolsPerRequest = MaxSymbols,
            ExtendedHours = true,
            Delay = options.Feed == AlpacaFeed.DelayedSip ? AlpacaFeeds.Delay : TimeSpan.Zero,
        };
    }

    public string Name => AlpacaAccess.Name;

    public string Source => $"{Name}-{_options.Feed.Word().Replace('_', '-')}";

    public ProviderCapabilities Capabilities { get; }

    /// <summary>The requests for market data that the account is allowed.</summary>
    public RateBudget Budget { get; }

    public TimeSpan? ClockSkew => _data.ClockSkew ?? _trading.ClockSkew;

    public async IAsyncEnumerable<BarPage> GetBarsAsync(
        BarRequest request,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var crypto = AlpacaSymbols.Check(request, Capabilities);
        if (request.FromTs >= request.ToTs)
        {
            yield break;
        }
        CheckDelay(request, crypto);
        var asked = new HashSet<Symbol>(request.Symbols);
        var tokens = new PageTokens();
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var next = AskBarsAsync(request, crypto, null, abandoned.Token);
        try
        {
            while (true)
            {
                var answer = await next;
                // The next page is under way while the caller works on this one.
                var more = tokens.Next(answer.NextPageToken);
                next = more
                    ? AskBarsAsync(request, crypto, answer.NextPageToken, abandoned.Token)
                    : Task.FromResult(answer);
                var window = new BarWindow(request, _data.Now - (crypto ? TimeSpan.Zero : Capabilities.Delay));
                foreach (var page in answer.Pages)
                {
                    if (!asked.Contains(page.Symbol))
                    {
                        throw new ProviderUnavailableException(Name, $"bars of {page.Symbol}, which nobody asked for");
                    }
                    yield return window.Cut(page);
                }
                if (!more)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await abandoned.CancelAsync();
            // An answer nobody waits for any more, or its fault, is of no interest.
            await next.ContinueWith(static done => _ = done.Exception, TaskScheduler.Default);
        }
    }

    /// <summary>The last minute bar of each symbol; symbols without one are left out.</summary>
    /// <param name="symbols">1 to 100 stocks, or as many pairs.</param>
    /// <param name="calendar">XNYS for stocks, 24x7 for pairs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BadInputException">A symbol that does not go with the calendar.</exception>
    /// <exception cref="ProviderRefusedException">Alpaca says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    public async Task<IReadOnlyList<BarPage>> GetLatestBarsAsync(
        IReadOnlyList<Symbol> symbols,
        ExchangeCalendar calendar,
        CancellationToken cancellation
    )
    {
        var crypto = AlpacaSymbols.Check(symbols, calendar, Capabilities);
        var address = _addresses.LatestBars(symbols, crypto);
        return (await _data.AskAsync(address, AlpacaBarsParser.Parse, cancellation)).Pages;
    }

    public async Task<IReadOnlyList<AnnouncedAction>> GetActionsAsync(
        Symbol symbol,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var actions = new List<AnnouncedAction>();
        var tokens = new PageTokens();
        string? token = null;
        do
        {
            var answer = await _data.AskAsync(
                _addresses.Actions(symbol, from, to, token),
                body => AlpacaActions.Parse(body, symbol),
                cancellation
            );
            actions.AddRange(answer.Actions);
            token = answer.NextPageToken;
        } while (tokens.Next(token));
        return [.. actions.Where(a => a.ExDate >= from && a.ExDate <= to).OrderBy(a => a.ExDate)];
    }

    /// <summary>A stream of stocks, of the feed the options name.</summary>
    public IBarStream OpenStream() => OpenStream($"/v2/{_options.Feed.Word()}", crypto: false);

    /// <summary>A stream of pairs such as BTC/USD.</summary>
    public IBarStream OpenCryptoStream() => OpenStream("/v1beta3/crypto/us", crypto: true);

    public Task<MarketClock> GetClockAsync(CancellationToken cancellation) =>
        _trading.AskAsync(_addresses.Clock(), AlpacaReference.Clock, cancellation);

    /// <summary>What Alpaca knows of a symbol.</summary>
    /// <exception cref="ProviderRefusedException">No such symbol, among other reasons.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    public Task<AlpacaAsset> GetAssetAsync(Symbol symbol, CancellationToken cancellation) =>
        _trading.AskAsync(_addresses.Asset(symbol), body => AlpacaReference.Asset(body, symbol), cancellation);

    /// <summary>Sessions from one date to another, both included, by Alpaca's calendar.</summary>
    /// <exception cref="ProviderRefusedException">Alpaca says no, and will say so again.</exception>
    /// <exception cref="ProviderUnavailableException">No usable answer after all retries.</exception>
    public Task<IReadOnlyList<AlpacaSession>> GetCalendarAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) => _trading.AskAsync(_addresses.Calendar(from, to), AlpacaReference.Calendar, cancellation);

    private Task<AlpacaBarsAnswer> AskBarsAsync(
        BarRequest request,
        bool crypto,
        string? token,
        CancellationToken cancellation
    ) => _data.AskAsync(_addresses.Bars(request, crypto, token), AlpacaBarsParser.Parse, cancellation);

    private AlpacaStream OpenStream(string path, bool crypto)
    {
        var patience = new AlpacaStreamOptions();
        return new AlpacaStream(
            new Uri(_options.StreamUrl.AbsoluteUri.TrimEnd('/') + path),
            crypto,
            _options,
            patience,
            (address, cancellation) => AlpacaSocket.ConnectAsync(address, patience.Ping, cancellation),
            () => _data.Now,
            _time
        );
    }

    /// <summary>An answer without its last bars would look like a time without a trade.</summary>
    private void CheckDelay(BarRequest request, bool crypto)
    {
        if (crypto || _options.Feed != AlpacaFeed.DelayedSip)
        {
            return;
        }
        var served = UnixMicros.From(_data.Now - AlpacaFeeds.Delay);
        var unserved = request.Interval.IsDaily
            ? request.Calendar.TryFind(served, out var session)
                && request.FromTs <= session.DayStart
                && request.ToTs > session.DayStart
                && session.Close > served
                && session.Close <= UnixMicros.From(_data.Now)
            : request.ToTs > served;
        if (unserved)
        {
            throw new ProviderUnavailableException(
                Name,
                $"feed delayed_sip has bars up to {UnixMicros.Format(served)}; ask for later ones in 15 minutes"
            );
        }
    }

    private static RateBudget Fresh(AlpacaOptions options, TimeProvider time) =>
        new(options.RequestsPerMinute, Math.Max(1, options.RequestsPerMinute / 10), time);
}
