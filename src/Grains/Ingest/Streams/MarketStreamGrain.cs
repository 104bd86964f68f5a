using Microsoft.Extensions.Logging;
using Quant.Catalog;
using Quant.Catalog.Market;
using Quant.Grains.Faults;
using Quant.Grains.Interfaces.Ingest;
using Quant.MarketData.Bars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Live;
using Quant.MarketData.Providers.Registry;
using Quant.Specs;

namespace Quant.Grains.Ingest.Streams;

/// <inheritdoc cref="IMarketStreamGrain"/>
/// <remarks>A reminder keeps it alive, on some silo, for as long as a symbol's feed is on its stream.</remarks>
public sealed class MarketStreamGrain(
    CatalogStore catalog,
    ProviderRegistry registry,
    IGrainFactory grains,
    ILogger<MarketStreamGrain> log
) : Grain, IMarketStreamGrain, IRemindable
{
    private const string Reminder = "stream";
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<Symbol, SymbolOutbox> _outboxes = [];
    private IBarStream? _stream;
    private Task _reading = Task.CompletedTask;
    private IReadOnlyList<Symbol> _symbols = [];
    private bool _connected;
    private int _connections;
    private long _bars;
    private string? _error;

    private string Provider => this.GetPrimaryKeyString();

    public Task<StreamStatus> RefreshAsync() =>
        Translated.RunAsync(async () =>
        {
            _symbols =
            [
                .. (await catalog.LiveFeeds.ListAsync())
                    .Where(feed => feed.Mode == LiveMode.Stream && feed.Providers[0] == Provider)
                    .Select(feed => feed.Symbol),
            ];
            if (_symbols.Count == 0)
            {
                await HangUpAsync();
                return Status;
            }
            await this.RegisterOrUpdateReminder(Reminder, s_minute, s_minute);
            DelayDeactivation(TimeSpan.MaxValue);
            if (_stream is null)
            {
                var source =
                    registry.Get(Provider) as IBarStreamProvider
                    ?? throw new BadInputException("mode", "stream", $"poll: {Provider} has no stream");
                _stream = source.OpenStream();
            }
            await _stream.SubscribeAsync(_symbols, _end.Token);
            if (_reading.IsCompleted)
            {
                _reading = ReadAsync(_stream);
            }
            return Status;
        });

    public Task<StreamStatus> GetStatusAsync() => Task.FromResult(Status);

    public Task ReceiveReminder(string reminderName, TickStatus status) => RefreshAsync();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await Task.WhenAny(_reading, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }
    }

    private StreamStatus Status => new(Provider, _connected, _symbols.Count, _bars, _connections, _error);

    private async Task HangUpAsync()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
        if (_stream is not null)
        {
            await _stream.SubscribeAsync([], _end.Token);
        }
        DelayDeactivation(TimeSpan.Zero);
    }

    /// <summary>Reads in turns of this grain until the provider refuses or the grain ends.</summary>
    private async Task ReadAsync(IBarStream stream)
    {
        try
        {
            _error = null;
            await foreach (var told in stream.ReadAsync(_end.Token))
            {
                await HandleAsync(told);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            _error = "ended";
        }
        catch (ProviderRefusedException refusal)
        {
            // Its symbols are asked for every minute meanwhile; the reminder tries the stream again.
            _error = refusal.Message;
            log.LogError("The stream of {Provider} is refused: {Reason}", Provider, refusal.Message);
        }
        catch (Exception fault)
        {
            _error = fault.Message;
            log.LogError(fault, "The stream of {Provider} ended", Provider);
        }
        finally
        {
            _connected = false;
        }
    }

    private async Task HandleAsync(StreamEvent told)
    {
        switch (told)
        {
            case StreamConnected connected:
                _connected = true;
                _connections++;
                if (connected.MissedFromTs is { } missed)
                {
                    foreach (var symbol in _symbols)
                    {
                        OutboxOf(symbol).CatchUp(missed);
                    }
                }
                break;
            case StreamDisconnected dropped:
                _connected = false;
                _error = dropped.Reason;
                break;
            case StreamBar bar when _symbols.Contains(bar.Symbol):
                _bars++;
                OutboxOf(bar.Symbol).Send(bar.Bar);
                break;
            case StreamHalt { Halted: true } halt:
                await catalog.Halts.RecordAsync(
                    halt.Symbol,
                    new TradingHalt(halt.Ts, long.MaxValue, halt.Reason, Provider),
                    _end.Token
                );
                break;
            case StreamHalt resumed:
                await catalog.Halts.EndAsync(resumed.Symbol, resumed.Ts, _end.Token);
                break;
            case StreamUnreadable unreadable:
                log.LogWarning("{Provider} sent something unreadable: {Reason}", Provider, unreadable.Reason);
                break;
        }
    }

    private ISymbolIngestGrain GrainOf(Symbol symbol) => grains.GetGrain<ISymbolIngestGrain>(symbol.ToString());

    private SymbolOutbox OutboxOf(Symbol symbol)
    {
        if (!_outboxes.TryGetValue(symbol, out var outbox))
        {
            outbox = new SymbolOutbox(Provider, GrainOf(symbol), log);
            _outboxes[symbol] = outbox;
        }
        return outbox;
    }
}
