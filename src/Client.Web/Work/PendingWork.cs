using System.Collections.Concurrent;
using Quant.Client.Web.Contracts;
using Quant.Grains.Interfaces.Progress;

namespace Quant.Client.Web.Work;

/// <summary>
/// The long requests that are being answered now, each with the grain to ask how far it is; what the stream of events
/// tells under <c>work</c>.
/// </summary>
public sealed class PendingWork(TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, Entry> _entries = new();
    private long _last;

    /// <summary>Runs work and lists it while it runs.</summary>
    /// <param name="kind">What is done: <c>import</c>, <c>features</c>, <c>train</c>, <c>simulate</c>.</param>
    /// <param name="subject">To what: a symbol or a fingerprint.</param>
    /// <param name="status">Asks the grain how far it is; null where it cannot tell.</param>
    /// <param name="work">The work.</param>
    public async Task<T> TrackAsync<T>(string kind, string subject, Func<Task<WorkStatus>>? status, Func<Task<T>> work)
    {
        var id = Interlocked.Increment(ref _last);
        _entries[id] = new Entry(id, kind, subject, clock.GetUtcNow(), status);
        try
        {
            return await work();
        }
        finally
        {
            _entries.TryRemove(id, out _);
        }
    }

    /// <summary>What is pending, oldest first, each as its grain tells it now.</summary>
    public async Task<IReadOnlyList<PendingWorkDto>> ReadAsync()
    {
        var entries = _entries.Values.OrderBy(entry => entry.Id).ToList();
        return await Task.WhenAll(entries.Select(ReadAsync));
    }

    private static async Task<PendingWorkDto> ReadAsync(Entry entry)
    {
        var status = entry.Status is null ? new WorkStatus(WorkState.Running, entry.Kind, 0, 0) : await entry.Status();
        return new PendingWorkDto(entry.Id, entry.Kind, entry.Subject, entry.StartedAt, status.ToDto());
    }

    private sealed record Entry(
        long Id,
        string Kind,
        string Subject,
        DateTimeOffset StartedAt,
        Func<Task<WorkStatus>>? Status
    );
}
