using System.IO.Pipelines;

namespace FakeAlpaca.Stream;

/// <summary>A connection over which, from some moment on, nothing leaves any more, though it stays open.</summary>
internal sealed class SilencedConnection(IDuplexPipe transport) : IDuplexPipe
{
    private readonly Writer _writer = new(transport.Output);

    public PipeReader Input => transport.Input;

    public PipeWriter Output => _writer;

    public void Silence() => _writer.IsSilent = true;

    private sealed class Writer(PipeWriter inner) : PipeWriter
    {
        private volatile bool _silent;
        private byte[]? _discarded;

        public bool IsSilent
        {
            set => _silent = value;
        }

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            if (_discarded is null)
            {
                inner.Advance(bytes);
            }
            _discarded = null;
        }

        public override Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (!_silent)
            {
                return inner.GetMemory(sizeHint);
            }
            _discarded = new byte[Math.Max(sizeHint, 4096)];
            return _discarded;
        }

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            _silent ? new ValueTask<FlushResult>(default(FlushResult)) : inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
