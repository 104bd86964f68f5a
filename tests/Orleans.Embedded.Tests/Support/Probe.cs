using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests;

/// <summary>What a test and its grain share: named gates the grain waits at, and an account of what it did.</summary>
internal sealed class Probe
{
    private static readonly ConcurrentDictionary<string, Probe> s_probes = new();

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _gates = new();
    private readonly ConcurrentQueue<string> _events = new();

    public IReadOnlyList<string> Events => [.. _events];

    public static Probe For(string key) => s_probes.GetOrAdd(key, _ => new Probe());

    public void Say(string what) => _events.Enqueue(what);

    /// <summary>Completes when the gate is opened; may be waited for by both sides.</summary>
    public Task<string> At(string gate) => Source(gate).Task;

    public void Open(string gate, string value = "") => Source(gate).TrySetResult(value);

    private TaskCompletionSource<string> Source(string gate) =>
        _gates.GetOrAdd(gate, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
