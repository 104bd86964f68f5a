namespace Quant.MarketData.Providers.Text;

/// <summary>Lines of a UTF-8 stream as spans into one reused buffer: no strings, no allocation per line.</summary>
/// <remarks>Ends of line are LF or CR LF; a byte order mark is skipped; the last line needs no end.</remarks>
/// <param name="stream">The text.</param>
/// <param name="before">Lines before it, where it is not the beginning.</param>
internal sealed class LineReader(Stream stream, long before = 0)
{
    public const int MaximumLine = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _drained;

    /// <summary>Number of the line last returned, counted from 1.</summary>
    public long Line { get; private set; } = before;

    /// <summary>The next line without its end; valid until the next call. False at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A line of more than a mebibyte: not a text of bars.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = Take(searched + found, 1);
                return true;
            }
            searched = _end - _start;
            if (_drained)
            {
                line = searched > 0 ? Take(searched, 0) : default;
                return searched > 0;
            }
            Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int length, int skip)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length + skip;
        if (Line++ == 0 && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }
        return line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            if (_end >= MaximumLine)
            {
                throw new InvalidDataException($"Line {Line + 1} is longer than {MaximumLine} bytes.");
            }
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _drained = read == 0;
        _end += read;
    }
}
