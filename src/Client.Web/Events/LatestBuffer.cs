using System.Diagnostics.CodeAnalysis;
using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Events;

/// <summary>
/// Events waiting for one client. Of each topic only the latest waits, so that a slow client holds no more than one
/// event per topic and, when it catches up, learns how things are now.
/// </summary>
internal sealed class LatestBuffer
{
    private readonly OrderedDictionary<string, EventDto> _waiting = [];
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly Lock _gate = new();

    public void Offer(EventDto item)
    {
        lock (_gate)
        {
            _waiting[item.Topic] = item;
            if (_news.CurrentCount == 0)
            {
                _news.Release();
            }
        }
    }

    public bool TryTake([NotNullWhen(true)] out EventDto? item)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                item = null;
                return false;
            }
            item = _waiting.GetAt(0).Value;
            _waiting.RemoveAt(0);
            return true;
        }
    }

    /// <summary>Waits until something is offered; false when the time is over first.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            await _news.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
