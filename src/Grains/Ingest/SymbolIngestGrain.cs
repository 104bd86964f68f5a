using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Ingest.Actions;
using Quant.Grains.Ingest.Asking;
using Quant.Grains.Ingest.Backfills;
using Quant.Grains.Ingest.Files;
using Quant.Grains.Ingest.Live;
using Quant.Grains.Ingest.Storing;
using Quant.Grains.Interfaces.Faults;
using Quant.Grains.Interfaces.Ingest;
using Quant.Grains.Interfaces.Progress;
using Quant.Grains.Interfaces.Upkeep;
using Quant.Grains.Work;
using Quant.Lake.Partitions;
using Quant.Lake.Uploads;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Ingest;
using Quant.MarketData.Sessions;
using Quant.Specs;

namespace Quant.Grains.Ingest;

/// <inheritdoc cref="ISymbolIngestGrain"/>
/// <remarks>
/// What is stored, asked and queued is in the catalog; the grain only knows what it is doing. A reminder wakes it once a
/// minute for as long as backfills are queued or the symbol is kept up to date.
/// </remarks>
public sealed class SymbolIngestGrain(
    CatalogStore catalog,
    LakeStore lake,
    IUploadStore uploads,
    WorkPool pool,
    IngestThreads threads,
    ProviderAsks asks,
    IngestSettings settings,
    FeatureNotices notices,
    ActionSources actions,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<SymbolIngestGrain> log
) : Grain, ISymbolIngestGrain, IRemindable
{
    private const string Reminder = "ingest";
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>How long after the minute it is looked at: providers need a moment to close a bar.</summary>
    private static readonly TimeSpan s_afterMinute = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);

    private readonly WorkProgress _progress = new();
    private IngestParts? _parts;
    private LiveRun? _live;

    private Symbol Symbol => Symbol.Parse(this.GetPrimaryKeyString());

    /// <summary>Made at the first call, which is where a key that is no symbol can be told.</summary>
    private IngestParts Parts => _parts ??= Make();

    public Task<IngestReport> ImportAsync(ImportRequest request, CancellationToken cancellation) =>
        RunAsync(
            async () => new UploadedBars(Symbol, request, uploads, clock, await KnownCalendarAsync()),
            cancellation
        );

    public Task<IngestReport> ImportSampleAsync(string sample, CancellationToken cancellation) =>
        RunAsync(() => Task.FromResult<IBarDelivery>(new SampleBars(Symbol, sample)), cancellation);

    public Task<IngestReport> GenerateAsync(SyntheticRequest request, CancellationToken cancellation) =>
        RunAsync(() => Task.FromResult<IBarDelivery>(new SyntheticBars(Symbol, request.Sessions)), cancellation);

    public Task<WorkStatus> GetStatusAsync() => Task.FromResult(_progress.Status);

    public Task<BackfillStatus> BackfillAsync(BackfillRequest request) =>
        Translated.RunAsync(async () =>
        {
            var queued = await QueueAsync(request);
            await WatchAsync();
            Parts.Backfills.Start();
            return queued.ToStatus();
        });

    public Task<BackfillStatus> CommandBackfillAsync(string id, BackfillCommand command) =>
        Translated.RunAsync(async () =>
        {
            var moved = await Parts.Backfills.CommandAsync(id, command);
            if (command == BackfillCommand.Resume)
            {
                await WatchAsync();
                Parts.Backfills.Start();
            }
            return moved.ToStatus();
        });

    public Task<BackfillStatus[]> ListBackfillsAsync() =>
        Translated.RunAsync(async () =>
            (BackfillStatus[])[.. (await catalog.Backfills.ListAsync(Symbol)).Select(b => b.ToStatus())]
        );

    public Task<BackfillStatus> WaitBackfillAsync(string id, TimeSpan atMost) =>
        Translated.RunAsync(async () =>
            (await Parts.Backfills.WaitAsync(id, atMost < s_longestWait ? atMost : s_longestWait)).ToStatus()
        );

    public Task WakeAsync() => Translated.RunAsync(LookAsync);

    public Task<LiveStatus> SetLiveAsync(LiveRequest request) =>
        Translated.RunAsync(async () =>
        {
            var feed = await FeedAsync(request);
            var before = await catalog.LiveFeeds.FindAsync(Symbol);
            await catalog.LiveFeeds.PutAsync(feed);
            if (_live is not null)
            {
                await _live.EndAsync();
                _live = null;
            }
            await LookAsync();
            await WatchAsync();
            if (feed.Mode != LiveMode.Off)
            {
                await grains.GetGrain<ILakeUpkeepGrain>("lake").StartAsync();
            }
            foreach (var provider in StreamsOf(before).Union(StreamsOf(feed)))
            {
                await grains.GetGrain<IMarketStreamGrain>(provider).RefreshAsync();
            }
            return await LiveStatusAsync();
        });

    public Task<LiveStatus> GetLiveAsync() => Translated.RunAsync(LiveStatusAsync);

    public async Task AcceptAsync(PushedBars pushed)
    {
        await OpenLiveAsync();
        _live?.Accept(pushed);
    }

    public async Task CatchUpAsync(long fromTs)
    {
        await OpenLiveAsync();
        _live?.ForgetSince(fromTs);
        _ = _live?.Tick();
    }

    public Task<ActionsReport> SyncActionsAsync(string provider, CancellationToken cancellation) =>
        Translated.RunAsync(async () =>
        {
            var report = await Parts.Actions.SyncAsync(
                provider.Length == 0 ? settings.Providers : [provider],
                cancellation
            );
            await notices.TellAsync(Symbol);
            return report;
        });

    public Task RemoveAsync() =>
        Translated.RunAsync(async () =>
        {
            if (await catalog.Symbols.FindAsync(Symbol) is null)
            {
                throw new NotFoundException($"No symbol {Symbol} is known.");
            }
            await SetLiveOffAsync();
            foreach (var backfill in (await catalog.Backfills.ListAsync(Symbol)).Where(b => !b.IsOver))
            {
                await Parts.Backfills.CommandAsync(backfill.Id, BackfillCommand.Stop);
            }
            await Parts.Backfills.RestAsync();
            await Parts.Bars.RemoveAsync();
            await WatchAsync();
            return true;
        });

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await LookAsync();
        await WatchAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var ending = Task.WhenAll(
            _parts?.Backfills.EndAsync() ?? Task.CompletedTask,
            _live?.EndAsync() ?? Task.CompletedTask
        );
        await Task.WhenAny(ending, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
    }

    private IngestParts Make()
    {
        var bars = new SymbolBars(Symbol, catalog, lake, threads, log);
        var sync = new ActionSync(bars, catalog, actions, threads, clock);
        var backfills = new BackfillQueue(bars, catalog, asks, threads, settings, notices, clock, log)
        {
            Finished = backfill => sync.AfterBackfillAsync(backfill.Providers, log),
        };
        return new IngestParts(bars, new FileImport(bars, catalog, pool, notices, _progress, clock), sync, backfills);
    }

    /// <summary>The calendar bars of the symbol are stored by; null where there are none.</summary>
    private async Task<string?> KnownCalendarAsync() =>
        (await catalog.Symbols.CoverageAsync(Symbol)).Count > 0
            ? (await catalog.Symbols.FindAsync(Symbol))?.Calendar
            : null;

    private Task<IngestReport> RunAsync(Func<Task<IBarDelivery>> delivered, CancellationToken cancellation) =>
        Translated.RunAsync(() =>
            _progress.TrackAsync("reading", async () => await Parts.Import.RunAsync(await delivered(), cancellation))
        );

    private async Task SetLiveOffAsync()
    {
        if (await catalog.LiveFeeds.FindAsync(Symbol) is { } feed)
        {
            await SetLiveAsync(new LiveRequest("off", feed.Providers, feed.Sessions, null));
        }
    }

    /// <summary>Goes on with what there is to do, in the background.</summary>
    private async Task<bool> LookAsync()
    {
        Parts.Backfills.Start();
        await OpenLiveAsync();
        _ = _live?.Tick();
        return true;
    }

    private async Task OpenLiveAsync()
    {
        if (_live is not null || await catalog.LiveFeeds.FindAsync(Symbol) is not { Mode: not LiveMode.Off } feed)
        {
            return;
        }
        _live = new LiveRun(
            feed,
            await Parts.Bars.CalendarAsync(null),
            Parts.Bars,
            catalog,
            asks,
            settings,
            notices,
            log
        )
        {
            Backfill = span =>
                BackfillAsync(
                    new BackfillRequest(
                        Interval.Minute1.ToString(),
                        span.FromTs,
                        span.ToTs,
                        feed.Providers,
                        feed.Sessions,
                        null,
                        false,
                        false,
                        false
                    )
                ),
        };
    }

    /// <summary>Keeps the reminder while there is something to do, and the activation with it.</summary>
    private async Task WatchAsync()
    {
        var needed = _live is not null || (await catalog.Backfills.ListAsync(Symbol)).Any(b => !b.IsOver);
        var reminder = await this.GetReminder(Reminder);
        if (needed && reminder is null)
        {
            var now = clock.GetUtcNow();
            var past = TimeSpan.FromTicks(now.Ticks % s_minute.Ticks);
            await this.RegisterOrUpdateReminder(Reminder, s_minute - past + s_afterMinute, s_minute);
        }
        else if (!needed && reminder is not null)
        {
            await this.UnregisterReminder(reminder);
        }
        DelayDeactivation(needed ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
    }

    private async Task<BackfillRecord> QueueAsync(BackfillRequest request)
    {
        var interval = Interval.Parse(request.Interval);
        var sessions = SessionChoice.Parse(request.Sessions);
        var providers = settings.ProvidersOr(request.Providers);
        var calendar = await Parts.Bars.CalendarAsync(request.Calendar);
        var closed = ClosedBars.End(interval, calendar, asks.TimeOf(providers).GetUtcNow());
        var to = Math.Min(request.ToTs ?? closed, closed);
        if (request.FromTs >= to)
        {
            throw new BadInputException(
                "from",
                UnixMicros.Format(request.FromTs),
                $"a time before {UnixMicros.Format(to)}, up to which bars of {interval} have closed or are asked for"
            );
        }
        var span = new IngestWindowSpan(request.FromTs, to);
        var ask = new Ask(Symbol, interval, calendar, sessions, span);
        var synthetic = asks.Check(providers, ask);
        if (asks.EarliestOf(providers, ask) is { } earliest)
        {
            // Nobody has anything before: asking would only be refused.
            span = span with
            {
                FromTs = Math.Max(span.FromTs, calendar.Zone.Midnight(earliest)),
            };
        }
        await Parts.Bars.EnterAsync(string.Join(", then ", providers), providers[0], calendar, synthetic);
        var now = clock.GetUtcNow();
        var repeats = request.Again || request.OnlyGaps;
        var id = Fingerprint
            .Of(
                new
                {
                    symbol = Symbol,
                    interval,
                    span.FromTs,
                    span.ToTs,
                    request.NewestFirst,
                    request.OnlyGaps,
                    providers,
                    sessions = request.Sessions,
                    asked = repeats ? UnixMicros.From(now) : 0,
                }
            )
            .ToString();
        var record = await catalog.Backfills.AddAsync(
            new BackfillRecord(
                id,
                Symbol,
                interval,
                span.FromTs,
                span.ToTs,
                request.NewestFirst,
                request.Again,
                request.OnlyGaps,
                providers,
                SessionChoice.Text(sessions),
                BackfillState.Queued,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                now,
                now
            )
        );
        return record.State is BackfillState.Stopped or BackfillState.Failed
            ? await Parts.Backfills.CommandAsync(id, BackfillCommand.Resume)
            : record;
    }

    private async Task<LiveFeed> FeedAsync(LiveRequest request)
    {
        if (!Enum.TryParse<LiveMode>(request.Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
        {
            throw new BadInputException("mode", request.Mode, "off, poll or stream");
        }
        var sessions = SessionChoice.Parse(request.Sessions);
        var providers = settings.ProvidersOr(request.Providers);
        var now = LiveSchedule.Minute(asks.TimeOf(providers).GetUtcNow());
        if (mode != LiveMode.Off)
        {
            var calendar = await Parts.Bars.CalendarAsync(request.Calendar);
            var span = new IngestWindowSpan(now, now + Interval.Minute1.Micros);
            var synthetic = asks.Check(providers, new Ask(Symbol, Interval.Minute1, calendar, sessions, span));
            if (mode == LiveMode.Stream)
            {
                asks.RequireStream(providers[0], calendar);
            }
            await Parts.Bars.EnterAsync(string.Join(", then ", providers), providers[0], calendar, synthetic);
        }
        var since = (await catalog.LiveFeeds.FindAsync(Symbol))?.SinceTs ?? now;
        return new LiveFeed(Symbol, mode, providers, SessionChoice.Text(sessions), since);
    }

    private static IEnumerable<string> StreamsOf(LiveFeed? feed) =>
        feed is { Mode: LiveMode.Stream } ? [feed.Providers[0]] : [];

    private async Task<LiveStatus> LiveStatusAsync()
    {
        if (_live is not null)
        {
            return _live.Status;
        }
        var feed = await catalog.LiveFeeds.FindAsync(Symbol);
        var coverage = await Parts.Bars.CoverageAsync(Interval.Minute1);
        return new LiveStatus(
            Symbol.ToString(),
            (feed?.Mode ?? LiveMode.Off).ToString().ToLowerInvariant(),
            feed?.Sessions ?? "all",
            "not started",
            coverage?.LastTs,
            null,
            0,
            null,
            0,
            feed?.Providers ?? []
        );
    }
}
