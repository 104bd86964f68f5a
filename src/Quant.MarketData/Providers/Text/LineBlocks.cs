using System.Collections.Concurrent;

namespace Quant.MarketData.Providers.Text;

/// <summary>A run of whole lines.</summary>
/// <param name="Bytes">Where they are.</param>
/// <param name="Length">Bytes in use.</param>
/// <param name="Before">Lines of the file before them.</param>
internal sealed record LineBlock(byte[] Bytes, int Length, long Before)
{
    /// <summary>Reads the lines.</summary>
    public LineReader Read() => new(new MemoryStream(Bytes, 0, Length, writable: false), Before);
}

/// <summary>Cuts a text, from its beginning, into blocks of whole lines, which can be read at once by several threads.</summary>
internal sealed class LineBlocks(Stream stream)
{
    private const int BlockSize = 1 << 20;

    private readonly ConcurrentBag<byte[]> _read = [];
    private byte[] _rest = [];
    private long _lines;
    private bool _drained;

    /// <summary>The next block; null at the end of the text.</summary>
    /// <exception cref="InvalidDataException">A line of more than a mebibyte: not a text of bars.</exception>
    public LineBlock? Next()
    {
        if (_drained && _rest.Length == 0)
        {
            return null;
        }
        // A block's memory serves again once it was read: fresh megabytes cost more than what is done with them.
        var room = _rest.Length + BlockSize;
        var bytes = _read.TryTake(out var used) && used.Length >= room ? used : new byte[room * 9 / 8];
        _rest.CopyTo(bytes, 0);
        var length = _rest.Length;
        while (length < room && !_drained)
        {
            var read = stream.Read(bytes, length, room - length);
            _drained = read == 0;
            length += read;
        }
        var end = _drained ? length : bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        if (length - end >= LineReader.MaximumLine)
        {
            throw new InvalidDataException(
                $"Line {_lines + 1 + bytes.AsSpan(0, end).Count((byte)'\n')} is longer than {LineReader.MaximumLine} bytes."
            );
        }
        _rest = bytes[end..length];
        var block = new LineBlock(bytes, end, _lines);
        _lines += bytes.AsSpan(0, end).Count((byte)'\n');
        return end > 0 || !_drained ? block : null;
    }

    /// <summary>Takes back a block that nobody reads any more. From any thread.</summary>
    public void Return(LineBlock block) => _read.Add(block.Bytes);
}
