namespace Orleans.Runtime;

/// <summary>The sequences that an activation is producing.</summary>
internal sealed class HostedSequences(Activation owner)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, ISequence> _sequences = [];

    private interface ISequence
    {
        Task CloseAsync();
    }

    /// <summary>
    /// Elements as far as they are ready, at least one where it comes within 10 seconds; the caller of an empty batch asks
    /// again, so that its call does not run into its timeout.
    /// </summary>
    public async Task<Batch<T>> FetchAsync<T>(FetchCall<T> call, object target)
    {
        Sequence<T> sequence;
        if (call.Opening is { } opening)
        {
            var stop = new CancellationTokenSource();
            opening.Token = stop.Token;
            sequence = new(opening.Open(target).GetAsyncEnumerator(stop.Token), stop);
            _sequences.Add(call.Id, sequence);
        }
        else
        {
            sequence = _sequences.TryGetValue(call.Id, out var known)
                ? (Sequence<T>)known
                : throw new EnumerationAbortedException(
                    "Enumeration aborted: the remote target does not have a record of this enumerator. This likely indicates that the remote grain was deactivated since enumeration begun or that the enumerator was idle for longer than the expiration period."
                );
        }

        try
        {
            using var _ = call.Token.UnsafeRegister(static s => ((Sequence<T>)s!).Stop(), sequence);
            var batch = await sequence.NextAsync(call.BatchSize, owner.Home.Time, s_patience);
            if (batch.IsLast)
                await CloseAsync(call.Id);
            return batch;
        }
        catch
        {
            await CloseAsync(call.Id);
            throw;
        }
    }

    public Task CloseAsync(Guid id) =>
        _sequences.Remove(id, out var sequence) ? sequence.CloseAsync() : Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var id in _sequences.Keys.ToArray())
            await CloseAsync(id);
    }

    private sealed class Sequence<T>(IAsyncEnumerator<T> elements, CancellationTokenSource stop) : ISequence
    {
        private Task<bool>? _pending;

        public void Stop() => stop.Cancel();

        public async Task<Batch<T>> NextAsync(int size, TimeProvider time, TimeSpan patience)
        {
            var batch = new Batch<T>();
            while (batch.Items.Count < size)
            {
                _pending ??= elements.MoveNextAsync().AsTask();
                if (!_pending.IsCompleted)
                {
                    if (batch.Items.Count > 0)
                        break;
                    using var patient = new CancellationTokenSource();
                    await Task.WhenAny(_pending, Task.Delay(patience, time, patient.Token));
                    patient.Cancel();
                    if (!_pending.IsCompleted)
                        break;
                }

                var moved = _pending;
                _pending = null;
                if (!await moved)
                {
                    batch.IsLast = true;
                    break;
                }

                batch.Items.Add(elements.Current);
            }

            return batch;
        }

        public async Task CloseAsync()
        {
            stop.Cancel();
            if (_pending is { } pending)
            {
                // Its end was not asked for; only that it has ended matters.
                await ((Task)pending).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
                );
                _pending = null;
            }

            await elements.DisposeAsync();
            stop.Dispose();
        }
    }
}
