namespace Orleans.Runtime;

/// <summary>A sequence that a grain produces, on the side that enumerates it: fetched in batches.</summary>
internal sealed class RemoteSequence<T>(StreamCall<T> call, int batchSize) : IAsyncEnumerable<T>
{
    public const int DefaultBatchSize = 100;

    public RemoteSequence<T> WithBatchSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new(call, size);
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(call, batchSize, cancellationToken);

    private sealed class Enumerator(StreamCall<T> call, int batchSize, CancellationToken token) : IAsyncEnumerator<T>
    {
        private readonly Guid _id = Guid.NewGuid();
        private Batch<T>? _batch;
        private int _index;
        private bool _isOver;

        public T Current => _batch!.Items[_index];

        public async ValueTask<bool> MoveNextAsync()
        {
            if (_batch is not null && ++_index < _batch.Items.Count)
                return true;
            if (_isOver || _batch is { IsLast: true })
                return false;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token, call.Token);
            do
            {
                either.Token.ThrowIfCancellationRequested();
                var fetch = new FetchCall<T>
                {
                    Id = _id,
                    BatchSize = batchSize,
                    Opening = _batch is null ? call : null,
                    Token = either.Token,
                };
                _batch = await fetch.Send(call.Target);
                _index = 0;
            } while (_batch.Items.Count == 0 && !_batch.IsLast);
            return _batch.Items.Count > 0;
        }

        public async ValueTask DisposeAsync()
        {
            if (_isOver)
                return;
            _isOver = true;
            // A sequence that ended was released by its producer.
            if (_batch is { IsLast: false })
                await new CloseCall { Id = _id }.Send(call.Target);
        }
    }
}

/// <summary>Elements of a sequence; empty where none came in time.</summary>
[GenerateSerializer]
internal sealed class Batch<T>
{
    [Id(0)]
    public List<T> Items { get; set; } = [];

    [Id(1)]
    public bool IsLast { get; set; }
}

/// <summary>Opens a sequence, or asks it for more.</summary>
internal sealed class FetchCall<T> : TaskCall<Batch<T>>
{
    private static readonly GrainMethod s_method = SequenceMethods.Describe(nameof(ISequenceHost.FetchAsync));

    public Guid Id;
    public int BatchSize;
    public StreamCall<T>? Opening;

    public override GrainMethod Method => s_method;

    public override CancellationToken Token { get; set; }

    public override Call New() => new FetchCall<T> { Opening = Opening is null ? null : (StreamCall<T>)Opening.New() };

    public override void CopyArguments(CopySession session)
    {
        if (Opening is null)
            return;
        // The caller may enumerate again: what it described stays as it is.
        var own = (StreamCall<T>)Opening.New();
        using var writer = WireWriter.Rent();
        Opening.WriteArguments(writer);
        own.ReadArguments(writer.Reader(SenderEndpoint));
        own.Target = Opening.Target;
        Opening = own;
    }

    public override void WriteArguments(WireWriter writer)
    {
        Codecs.WriteArgument(Id, writer);
        Codecs.WriteArgument(BatchSize, writer);
        Opening?.WriteArguments(writer);
    }

    public override void ReadArguments(WireReader reader)
    {
        Id = Codecs.ReadArgument<Guid>(reader);
        BatchSize = Codecs.ReadArgument<int>(reader);
        Opening?.ReadArguments(reader);
    }

    protected override ValueTask<Batch<T>> Run(object target) => new(Callee!.Sequences.FetchAsync(this, target));
}

/// <summary>Ends a sequence before its end.</summary>
internal sealed class CloseCall : TaskCall
{
    private static readonly GrainMethod s_method = SequenceMethods.Describe(nameof(ISequenceHost.CloseAsync));

    public Guid Id;

    public override GrainMethod Method => s_method;

    public override Call New() => new CloseCall();

    public override void WriteArguments(WireWriter writer) => Codecs.WriteArgument(Id, writer);

    public override void ReadArguments(WireReader reader) => Id = Codecs.ReadArgument<Guid>(reader);

    protected override ValueTask Run(object target) => new(Callee!.Sequences.CloseAsync(Id));
}

/// <summary>Names the calls by which sequences are fetched.</summary>
internal interface ISequenceHost
{
    Task FetchAsync(CancellationToken token);

    Task CloseAsync();
}

internal static class SequenceMethods
{
    public static GrainMethod Describe(string name) =>
        new(typeof(ISequenceHost).GetMethod(name)!, typeof(ISequenceHost)) { AlwaysInterleaves = true };
}
