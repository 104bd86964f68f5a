using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Http;
using Quant.MarketData.Providers.Live;

namespace Quant.MarketData.Providers.Alpaca.Stream;

/// <summary>One connection, from its opening to its end.</summary>
/// <param name="socket">The socket, just opened.</param>
/// <param name="options">The key.</param>
/// <param name="crypto">True for pairs, which are never halted.</param>
internal sealed class AlpacaConnection(AlpacaSocket socket, AlpacaOptions options, bool crypto) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly List<AlpacaMessage> _early = [];
    private readonly Lock _gate = new();
    private readonly List<(long Message, TaskCompletionSource Confirmed)> _awaited = [];
    private long _sent;
    private long _confirmed;
    private HashSet<Symbol> _subscribed = [];
    private bool _hasStatuses = !crypto;

    /// <summary>Greets, authenticates and subscribes.</summary>
    /// <exception cref="ProviderRefusedException">Key, plan or feed.</exception>
    /// <exception cref="StreamDroppedException">The server says something else than expected, or nothing more.</exception>
    public async Task OpenAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellation)
    {
        await ExpectAsync(message => message is AlpacaMessage.Success { Text: "connected" }, cancellation);
        await socket.SendAsync(AlpacaSubscription.Authentication(options), cancellation);
        await ExpectAsync(message => message is AlpacaMessage.Success { Text: "authenticated" }, cancellation);
        await socket.SendAsync(AlpacaSubscription.Bars(true, symbols), cancellation);
        await ExpectAsync(message => message is AlpacaMessage.Subscription, cancellation);
        if (_hasStatuses)
        {
            await socket.SendAsync(AlpacaSubscription.Statuses(true, symbols), cancellation);
            var answer = await ExpectAsync(
                message =>
                    message is AlpacaMessage.Subscription or AlpacaMessage.Error { Code: AlpacaStreamErrors.NotInFeed },
                cancellation
            );
            _hasStatuses = answer is AlpacaMessage.Subscription;
        }
        _subscribed = [.. symbols];
    }

    /// <summary>Subscribes to what is wanted at its turn, and to nothing else.</summary>
    /// <returns>The number of the last message that was sent, for <see cref="ConfirmedAsync"/>.</returns>
    public async Task<long> ChangeAsync(Func<IReadOnlyCollection<Symbol>> symbols, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            var wanted = new HashSet<Symbol>(symbols());
            await SendAsync(false, [.. _subscribed.Except(wanted)], cancellation);
            await SendAsync(true, [.. wanted.Except(_subscribed)], cancellation);
            _subscribed = wanted;
            return _sent;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Waits until the server has answered a message, or the connection is over.</summary>
    public async Task ConfirmedAsync(long message, CancellationToken cancellation)
    {
        TaskCompletionSource answered;
        lock (_gate)
        {
            if (_confirmed >= message)
            {
                return;
            }
            answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((message, answered));
        }
        await answered.Task.WaitAsync(cancellation);
    }

    /// <summary>The next events; none where a message only steers.</summary>
    /// <exception cref="ProviderRefusedException">Key, plan or feed.</exception>
    /// <exception cref="StreamDroppedException">The connection is over.</exception>
    public async Task<IReadOnlyList<StreamEvent>> NextAsync(CancellationToken cancellation)
    {
        var events = new List<StreamEvent>();
        if (_early.Count > 0)
        {
            Sort(_early, events);
            _early.Clear();
            return events;
        }
        try
        {
            Sort(await ReceiveAsync(cancellation), events);
        }
        catch (MalformedAnswerException fault)
        {
            events.Add(new StreamUnreadable($"a message: {fault.Message}"));
        }
        return events;
    }

    public void Dispose()
    {
        Confirm(long.MaxValue);
        socket.Dispose();
    }

    private void Confirm(long upTo)
    {
        lock (_gate)
        {
            _confirmed = upTo;
            foreach (var (_, confirmed) in _awaited.Where(one => one.Message <= upTo))
            {
                confirmed.TrySetResult();
            }
            _awaited.RemoveAll(one => one.Message <= upTo);
        }
    }

    private async Task SendAsync(bool subscribe, Symbol[] symbols, CancellationToken cancellation)
    {
        if (symbols.Length == 0)
        {
            return;
        }
        _sent++;
        await socket.SendAsync(AlpacaSubscription.Bars(subscribe, symbols), cancellation);
        if (_hasStatuses)
        {
            _sent++;
            await socket.SendAsync(AlpacaSubscription.Statuses(subscribe, symbols), cancellation);
        }
    }

    /// <summary>Reads on until a message answers; data that come before it are kept for later.</summary>
    private async Task<AlpacaMessage> ExpectAsync(Func<AlpacaMessage, bool> answers, CancellationToken cancellation)
    {
        while (true)
        {
            List<AlpacaMessage> messages;
            try
            {
                messages = await ReceiveAsync(cancellation);
            }
            catch (MalformedAnswerException fault)
            {
                throw new StreamDroppedException($"a message: {fault.Message}");
            }
            AlpacaMessage? answer = null;
            foreach (var message in messages)
            {
                if (answer is null && answers(message))
                {
                    answer = message;
                }
                else if (message is AlpacaMessage.Error error)
                {
                    Heed(error);
                }
                else if (message is AlpacaMessage.Data)
                {
                    _early.Add(message);
                }
            }
            if (answer is not null)
            {
                return answer;
            }
        }
    }

    private void Sort(List<AlpacaMessage> messages, List<StreamEvent> events)
    {
        foreach (var message in messages)
        {
            switch (message)
            {
                case AlpacaMessage.Data data:
                    events.Add(data.Event);
                    break;
                case AlpacaMessage.Error error:
                    Heed(error);
                    break;
                case AlpacaMessage.Subscription:
                    Confirm(_confirmed + 1);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<List<AlpacaMessage>> ReceiveAsync(CancellationToken cancellation) =>
        await socket.ReceiveAsync(cancellation) ?? throw new StreamDroppedException("the server has closed");

    private static void Heed(AlpacaMessage.Error error)
    {
        if (!AlpacaStreamErrors.Harmless(error.Code))
        {
            throw AlpacaStreamErrors.Refusal(error.Code, error.Text)
                ?? (Exception)new StreamDroppedException($"{error.Text} (code {error.Code})") { Code = error.Code };
        }
    }
}
