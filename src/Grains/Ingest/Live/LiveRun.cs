using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Ingest.Asking;
using Quant.Grains.Ingest.Storing;
using Quant.Grains.Interfaces.Ingest;
using Quant.Lake.Manifest;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Providers;
using Quant.MarketData.Sessions;
using Quant.MarketData.Storage;
using Quant.Specs;

namespace Quant.Grains.Ingest.Live;

/// <summary>
/// Keeps one symbol's minute bars up to date while it is looked at once a minute: asks for what has closed since the last
/// answer, and for a little before it again; once a session is over asks for all of it once more and puts it into its
/// month. By the provider's clock, so that a jump of this machine's neither skips nor doubles a minute.
/// </summary>
internal sealed class LiveRun(
    LiveFeed feed,
    ExchangeCalendar calendar,
    SymbolBars bars,
    CatalogStore catalog,
    ProviderAsks asks,
    IngestSettings settings,
    FeatureNotices notices,
    ILogger log
)
{
    /// <summary>A longer absence is made good by a backfill.</summary>
    private static readonly long s_longest = UnixMicros.PerDay;

    /// <summary>How long a silent stream is believed.</summary>
    private static readonly long s_patience = 3 * UnixMicros.PerMinute;

    /// <summary>How often a stream's symbol is asked for nevertheless.</summary>
    private static readonly long s_safety = 15 * UnixMicros.PerMinute;

    private readonly CancellationTokenSource _end = new();
    private readonly TradingSessions _sessions = SessionChoice.Parse(feed.Sessions);
    private readonly Queue<PushedBars> _pushed = [];
    private Task _working = Task.CompletedTask;
    private string? _source;
    private long? _askedTo;
    private long _contiguousFrom;
    private long? _lastBar;
    private long _lastPush;
    private int _failures;
    private string? _error;
    private string _step = "starting";
    private long _taken;

    public LiveFeed Feed => feed;

    /// <summary>Asks for the range of a long absence in the way of backfills.</summary>
    public required Func<IngestWindowSpan, Task> Backfill { get; init; }

    public LiveStatus Status =>
        new(
            bars.Symbol.ToString(),
            feed.Mode.ToString().ToLowerInvariant(),
            feed.Sessions,
            _step,
            _lastBar,
            _askedTo,
            _failures,
            _error,
            _taken,
            feed.Providers
        );

    private TimeProvider Time => asks.TimeOf(feed.Providers);

    /// <summary>Looks whether something is due and does it, unless it is still at it.</summary>
    public Task Tick() => Begin(TickAsync);

    /// <summary>Asks for all since a time, at the next look.</summary>
    public void ForgetSince(long ts)
    {
        if (_askedTo > ts)
        {
            _askedTo = ts - ts % Interval.Minute1.Micros;
        }
        _lastPush = 0;
    }

    /// <summary>Takes what a stream pushed, as soon as what is under way is done.</summary>
    public void Accept(PushedBars pushed)
    {
        _pushed.Enqueue(pushed);
        Begin(() => Task.CompletedTask);
    }

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _working;
    }

    /// <summary>Begins unless something is under way; what was pushed is taken at the end of either.</summary>
    private Task Begin(Func<Task> work) =>
        _working.IsCompleted && !_end.IsCancellationRequested ? _working = RunAsync(work) : _working;

    private async Task RunAsync(Func<Task> work)
    {
        await GuardAsync(work);
        while (_pushed.TryDequeue(out var pushed) && !_end.IsCancellationRequested)
        {
            await GuardAsync(() => TakeAsync(pushed));
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
            (_failures, _error) = (0, null);
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            _step = "ended";
        }
        catch (Exception fault)
            when (fault
                    is ProviderRefusedException
                        or ProviderUnavailableException
                        or BadInputException
                        or SiloUnavailableException
                || Translated.IsOutage(fault)
            )
        {
            Fail(fault);
            log.LogWarning("{Symbol} is not up to date: {Reason}", bars.Symbol, fault.Message);
        }
        catch (Exception fault)
        {
            Fail(fault);
            log.LogError(fault, "{Symbol} could not be brought up to date", bars.Symbol);
        }
    }

    private void Fail(Exception fault)
    {
        _failures++;
        _error = fault.Message;
        _step = "waiting for the next minute";
    }

    private async Task TickAsync()
    {
        if (_askedTo is null)
        {
            await BeginAsync();
        }
        var closedTo = ClosedTo();
        if (closedTo < _askedTo || closedTo - _askedTo > s_longest)
        {
            // The clock jumped, or time went by: an answer tells which.
            await AskTheTimeAsync(_askedTo!.Value);
            closedTo = ClosedTo();
        }
        var due = new IngestWindowSpan(_askedTo!.Value, closedTo);
        if (due.FromTs > due.ToTs)
        {
            _step = $"clock went back; waiting until {UnixMicros.Format(due.FromTs)}";
            return;
        }
        await LookBackAsync(closedTo);
        if (due.FromTs == due.ToTs)
        {
            Rest(closedTo);
            return;
        }
        if (!LiveSchedule.Trades(calendar, _sessions, due))
        {
            // There is nothing to ask of a time without trading.
            _askedTo = _contiguousFrom = closedTo;
            Rest(closedTo);
        }
        else if (due.ToTs - due.FromTs > s_longest)
        {
            _step = "catching up";
            await Backfill(due);
            _askedTo = _contiguousFrom = closedTo;
        }
        else if (feed.Mode == LiveMode.Poll || IsStreamSilent(closedTo, due))
        {
            await PollAsync(due);
        }
    }

    private void Rest(long now)
    {
        var next = LiveSchedule.NextTrade(calendar, _sessions, now);
        _step =
            next == now ? "up to date"
            : next is null ? "market closed"
            : $"market closed until {UnixMicros.Format(next.Value)}";
    }

    /// <summary>Bars that start before this have closed and are to be had, by the provider's clock.</summary>
    private long ClosedTo() => LiveSchedule.Minute(Time.GetUtcNow() - asks.DelayOf(feed.Providers));

    /// <summary>Asks for minutes that are known, for the sake of the time that comes with the answer.</summary>
    private async Task AskTheTimeAsync(long before)
    {
        _step = "asking for the time";
        await asks.AskTogetherAsync(
            feed.Providers,
            AskFor(new IngestWindowSpan(before - Interval.Minute1.Micros, before)),
            _end.Token
        );
    }

    private bool IsStreamSilent(long now, IngestWindowSpan due) =>
        now - _lastPush > s_patience || due.ToTs - due.FromTs >= s_safety;

    private async Task BeginAsync()
    {
        var coverage = await bars.CoverageAsync(Interval.Minute1, _end.Token);
        var sources = asks.SourcesOf(feed.Providers);
        var asked = (await catalog.IngestWindows.ListAsync(bars.Symbol, Interval.Minute1, _end.Token))
            .Where(window => sources.Contains(window.Source))
            .Where(window => (SessionChoice.Parse(window.Sessions) & _sessions) == _sessions)
            .MaxBy(window => window.ToTs);
        _lastBar = coverage?.LastTs;
        var last = Math.Max(coverage?.LastTs + Interval.Minute1.Micros ?? 0, asked?.ToTs ?? 0);
        _askedTo = last == 0 ? feed.SinceTs : last;
        _contiguousFrom = asked is not null && asked.ToTs == _askedTo ? asked.FromTs : _askedTo.Value;
        _source = asked?.Source;
    }

    private async Task PollAsync(IngestWindowSpan due)
    {
        _step = "asking";
        var overlap = (long)settings.Overlap.TotalMicroseconds;
        var span = due with { FromTs = Math.Max(due.FromTs - overlap, Math.Min(feed.SinceTs, due.FromTs)) };
        var answer = await asks.AskTogetherAsync(feed.Providers, AskFor(span), _end.Token);
        // What a clock that ran ahead asked for too early is asked for again.
        var answered = Math.Min(due.ToTs, LiveSchedule.Minute(answer.ProviderTime - asks.DelayOf([answer.Provider])));
        await StoreAsync(answer.Delivery.Bars, answer.Source);
        if (answered > due.FromTs)
        {
            if (calendar.Zone.DateOf(_contiguousFrom) != calendar.Zone.DateOf(answered - 1))
            {
                _contiguousFrom = Math.Max(_contiguousFrom, calendar.Zone.Midnight(calendar.Zone.DateOf(due.FromTs)));
            }
            if (_source != answer.Source)
            {
                // What another source answered for is not this one's.
                (_source, _contiguousFrom) = (answer.Source, due.FromTs);
            }
            await catalog.IngestWindows.ExtendAsync(
                Window(new IngestWindowSpan(_contiguousFrom, answered), answer),
                _end.Token
            );
            _askedTo = answered;
        }
        _step = "up to date";
    }

    private async Task TakeAsync(PushedBars pushed)
    {
        var time = Time;
        _lastPush = UnixMicros.From(time.GetUtcNow());
        var delivered = new DeliveredBars(
            bars.Symbol,
            Interval.Minute1,
            calendar,
            _sessions,
            new IngestWindowSpan(feed.SinceTs, long.MaxValue),
            time
        );
        delivered.Add(
            new BarPage(
                bars.Symbol,
                [
                    .. pushed.Bars.Select(b => new Bar(
                        b.Ts,
                        b.Open,
                        b.High,
                        b.Low,
                        b.Close,
                        b.Volume,
                        b.Vwap,
                        b.TradeCount
                    )),
                ],
                []
            )
        );
        var source = asks.SourcesOf([pushed.Provider]).FirstOrDefault(pushed.Provider);
        await StoreAsync(delivered.Judge(source).Bars, source);
        _step = "up to date";
    }

    /// <summary>Asks for all of each finished session once more, and puts its days into their months.</summary>
    private async Task LookBackAsync(long now)
    {
        var files = await catalog.Manifest.ListAsync(
            BarStore.DatasetOf(Interval.Minute1),
            bars.Symbol.ToString(),
            _end.Token
        );
        var settled = now - (long)settings.FinalLook.TotalMicroseconds;
        foreach (var day in files.Where(IsDay).OrderBy(file => file.FirstTs))
        {
            var date = calendar.Zone.DateOf(day.FirstTs);
            if (!calendar.IsSession(date))
            {
                continue;
            }
            var hours = LiveSchedule.HoursOf(calendar, _sessions, date);
            // The evening of a session may lie in the next UTC day; that day's file is looked at with its own session.
            if (hours.ToTs > settled || UtcDate(hours.FromTs) != UtcDate(day.FirstTs))
            {
                continue;
            }
            _step = $"looking at {date:yyyy-MM-dd} once more";
            var answer = await asks.AskTogetherAsync(feed.Providers, AskFor(hours), _end.Token);
            await StoreAsync(answer.Delivery.Bars, answer.Source);
            await catalog.IngestWindows.RecordAsync(Window(hours, answer), _end.Token);
            await bars.ConsolidateAsync(UtcDate(hours.FromTs).AddDays(1), _end.Token);
        }
    }

    private static bool IsDay(ManifestEntry file) => file.Key.Period.Length == "yyyy-MM-dd".Length;

    private static DateOnly UtcDate(long ts) => DateOnly.FromDateTime(UnixMicros.ToInstant(ts).UtcDateTime);

    private async Task StoreAsync(BarSeries delivered, string source)
    {
        if (delivered.Count == 0)
        {
            return;
        }
        var plan = await bars.MergeAsync(
            delivered.WithSource(source),
            new HotDay(UtcDate(delivered.Ts[0])),
            _end.Token
        );
        _lastBar = Math.Max(_lastBar ?? 0, delivered.Ts[^1]);
        _taken += plan.Added + plan.Revised;
        if (plan.Changes.Count > 0)
        {
            await notices.TellAsync(bars.Symbol);
        }
    }

    private Ask AskFor(IngestWindowSpan span) => new(bars.Symbol, Interval.Minute1, calendar, _sessions, span);

    private IngestWindow Window(IngestWindowSpan span, Answer answer) =>
        new(
            bars.Symbol,
            Interval.Minute1,
            span.FromTs,
            span.ToTs,
            answer.Source,
            feed.Sessions,
            answer.AskedAt,
            answer.Delivery.Bars.Count,
            answer.Delivery.Refused
        );
}
