using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Live;
using Quant.Specs;

namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>
/// Minute bars, their later versions, the day so far and halts, as Alpaca pushes them. Connects once there are symbols,
/// and again after a drop, after jittered waits that double up to a minute; hangs up when there are none any more.
/// </summary>
/// <remarks>
/// What may have been missed begins a minute before the last bar that came: bars of one minute come one by one, and
/// their later versions half a minute after. Before the first bar it begins two minutes before the first connection.
/// </remarks>
/// <param name="address">Where the stream is.</param>
/// <param name="crypto">True for pairs.</param>
/// <param name="options">The key.</param>
/// <param name="patience">Limits and waits.</param>
/// <param name="connect">Opens a socket.</param>
/// <param name="now">The provider's time.</param>
/// <param name="time">The clock of waits.</param>
internal sealed class AlpacaStream(
    Uri address,
    bool crypto,
    AlpacaOptions options,
    AlpacaStreamOptions patience,
    Func<Uri, CancellationToken, Task<WebSocket>> connect,
    Func<DateTimeOffset> now,
    TimeProvider time
) : IBarStream
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _gate = new();
    private Symbol[] _symbols = [];
    private TaskCompletionSource _hasSymbols = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AlpacaConnection? _connection;
    private CancellationTokenSource _hangUp = new();
    private Task _reading = Task.CompletedTask;
    private long? _missedFrom;

    public async Task SubscribeAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellation)
    {
        AlpacaConnection? connection;
        CancellationTokenSource? hangUp = null;
        Symbol[] wanted = [.. symbols.Distinct()];
        foreach (var symbol in wanted)
        {
            if (symbol.ToString().Contains('/') != crypto)
            {
                throw new BadInputException(
                    "symbols",
                    symbol,
                    crypto ? "a pair such as BTC/USD" : "a stock such as AAPL; pairs have a stream of their own"
                );
            }
        }
        lock (_gate)
        {
            _symbols = wanted;
            connection = _connection;
            if (wanted.Length > 0)
            {
                _hasSymbols.TrySetResult();
            }
            else if (_hasSymbols.Task.IsCompleted)
            {
                // The account has one connection, and it is not held for nothing.
                _hasSymbols = new(TaskCreationOptions.RunContinuationsAsynchronously);
                hangUp = _hangUp;
            }
        }
        if (hangUp is not null)
        {
            await hangUp.CancelAsync();
            return;
        }
        if (connection is null)
        {
            return;
        }
        using var late = new CancellationTokenSource(patience.HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            await connection.ConfirmedAsync(await connection.ChangeAsync(Symbols, either.Token), either.Token);
        }
        catch (Exception fault) when (IsDrop(fault, cancellation))
        {
            // The connection has broken, or the server is silent; the next one subscribes to the symbols as they are then.
        }
    }

    public async IAsyncEnumerable<StreamEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposed.Token);
        var events = Channel.CreateBounded<StreamEvent>(
            new BoundedChannelOptions(patience.Buffered) { SingleReader = true, SingleWriter = true }
        );
        lock (_gate)
        {
            if (!_reading.IsCompleted)
            {
                throw new InvalidOperationException("The stream has a reader.");
            }
            _reading = Task.Run(() => PumpAsync(events.Writer, ended.Token), CancellationToken.None);
        }
        try
        {
            await foreach (var happening in events.Reader.ReadAllAsync(ended.Token))
            {
                yield return happening;
            }
        }
        finally
        {
            await ended.CancelAsync();
            await _reading;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _reading;
    }

    /// <summary>Keeps a connection and passes on what comes, until cancelled or refused. Throws nothing.</summary>
    private async Task PumpAsync(ChannelWriter<StreamEvent> events, CancellationToken cancellation)
    {
        var failures = 0;
        long? occupiedSince = null;
        try
        {
            while (true)
            {
                await HasSymbols().WaitAsync(cancellation);
                var began = time.GetTimestamp();
                using var hungUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation, HangUp());
                var drop = await RunAsync(events, hungUp.Token, cancellation);
                if (hungUp.IsCancellationRequested)
                {
                    cancellation.ThrowIfCancellationRequested();
                    continue;
                }
                await events.WriteAsync(new StreamDisconnected(drop.Message), cancellation);
                var lasted = time.GetElapsedTime(began);
                if (drop.Code == AlpacaStreamErrors.Occupied)
                {
                    occupiedSince ??= began;
                    if (time.GetElapsedTime(occupiedSince.Value) >= patience.OccupiedPatience)
                    {
                        throw AlpacaStreamErrors.OccupiedTooLong(drop.Message);
                    }
                }
                else
                {
                    occupiedSince = null;
                }
                failures = lasted >= patience.GoodAfter ? 1 : failures + 1;
                await Task.Delay(Wait(failures), time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            events.TryComplete(new OperationCanceledException(cancellation));
        }
        catch (Exception fault)
        {
            events.TryComplete(fault);
        }
    }

    /// <summary>One connection, to its end.</summary>
    private async Task<StreamDroppedException> RunAsync(
        ChannelWriter<StreamEvent> events,
        CancellationToken hungUp,
        CancellationToken cancellation
    )
    {
        AlpacaConnection? connection = null;
        try
        {
            connection = await OpenAsync(hungUp);
            await events.WriteAsync(new StreamConnected(_missedFrom), cancellation);
            _missedFrom ??= (UnixMicros.From(now()) / UnixMicros.PerMinute - 2) * UnixMicros.PerMinute;
            while (true)
            {
                foreach (var happening in await connection.NextAsync(hungUp))
                {
                    if (happening is StreamBar { Bar.Ts: var ts })
                    {
                        _missedFrom = Math.Max(_missedFrom.Value, ts - UnixMicros.PerMinute);
                    }
                    await events.WriteAsync(happening, cancellation);
                }
            }
        }
        catch (MessageTooLargeException fault)
        {
            await events.WriteAsync(new StreamUnreadable(fault.Message), cancellation);
            return new StreamDroppedException(fault.Message);
        }
        catch (Exception fault) when (IsDrop(fault, cancellation))
        {
            return fault as StreamDroppedException ?? new StreamDroppedException(fault.Message);
        }
        finally
        {
            lock (_gate)
            {
                _connection = null;
            }
            connection?.Dispose();
        }
    }

    private async Task<AlpacaConnection> OpenAsync(CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(patience.HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var socket = new AlpacaSocket(await connect(address, either.Token), patience.MaxMessageBytes);
        var connection = new AlpacaConnection(socket, options, crypto);
        try
        {
            await connection.OpenAsync(Symbols(), either.Token);
            lock (_gate)
            {
                _connection = connection;
            }
            // Whoever changed the symbols meanwhile found no open connection.
            await connection.ChangeAsync(Symbols, either.Token);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Symbol[] Symbols()
    {
        lock (_gate)
        {
            return _symbols;
        }
    }

    /// <summary>Says when the symbols of the connection that is made next are gone again.</summary>
    private CancellationToken HangUp()
    {
        lock (_gate)
        {
            if (_hangUp.IsCancellationRequested && _symbols.Length > 0)
            {
                _hangUp = new CancellationTokenSource();
            }
            return _hangUp.Token;
        }
    }

    private Task HasSymbols()
    {
        lock (_gate)
        {
            return _hasSymbols.Task;
        }
    }

    private TimeSpan Wait(int failures)
    {
        var doubled = patience.FirstDelay * Math.Pow(2, Math.Min(failures - 1, 20));
        var wait = doubled < patience.LongestDelay ? doubled : patience.LongestDelay;
        return wait * (0.5 + Random.Shared.NextDouble() / 2);
    }

    /// <summary>True for what another connection may mend; never for a cancellation by the caller.</summary>
    private static bool IsDrop(Exception fault, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && fault
            is StreamDroppedException
                or WebSocketException
                or IOException
                or OperationCanceledException
                or ObjectDisposedException
                or HttpRequestException;
}
