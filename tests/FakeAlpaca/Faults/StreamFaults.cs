namespace FakeAlpaca.Faults;

/// <summary>What goes wrong with messages of streams. Safe for concurrent use.</summary>
public sealed class StreamFaults
{
    private volatile int _fragmentBytes;
    private int _malformed;
    private int _repeated;

    internal StreamFaults() { }

    /// <summary>Messages are sent in frames of at most so many bytes; 0 for whole messages.</summary>
    public int FragmentBytes
    {
        get => _fragmentBytes;
        set => _fragmentBytes = value;
    }

    /// <summary>The next messages with data are not JSON.</summary>
    public void MalformNext(int messages) => Interlocked.Exchange(ref _malformed, messages);

    /// <summary>The next messages with data are sent twice.</summary>
    public void RepeatNext(int messages) => Interlocked.Exchange(ref _repeated, messages);

    internal bool TakeMalformed() => Take(ref _malformed);

    internal bool TakeRepeated() => Take(ref _repeated);

    internal void Clear()
    {
        FragmentBytes = 0;
        MalformNext(0);
        RepeatNext(0);
    }

    private static bool Take(ref int left) => Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) >= 0;
}
