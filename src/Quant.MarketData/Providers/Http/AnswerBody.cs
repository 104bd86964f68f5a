using System.Buffers;

namespace Quant.MarketData.Providers.Http;

/// <summary>The bytes of an answer, read whole into a borrowed buffer, up to a size.</summary>
internal sealed class AnswerBody : IDisposable
{
    private const int FirstSize = 64 << 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>False when there is more than allowed; the bytes up to there have been read.</summary>
    /// <exception cref="IOException">The body is cut off.</exception>
    public async Task<bool> ReadAsync(HttpContent content, int max, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength is { } told && told > 0)
        {
            Grow((int)Math.Min(told + 1, max + 1L));
        }
        using var stream = await content.ReadAsStreamAsync(cancellation);
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Grow(_length * 2);
            }
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellation);
            if (read == 0)
            {
                return true;
            }
            _length += read;
            if (_length > max)
            {
                _length = max;
                return false;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow(int size)
    {
        if (size <= _buffer.Length)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
