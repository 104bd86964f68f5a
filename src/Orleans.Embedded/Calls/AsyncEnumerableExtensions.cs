namespace Orleans.Runtime;

/// <summary>How sequences that grains return are fetched.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>At most so many elements per message (100 unless said); anything but a grain's sequence is returned as it is.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize) =>
        self is RemoteSequence<T> sequence ? sequence.WithBatchSize(maxBatchSize) : self;
}
