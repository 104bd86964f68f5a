namespace Quant.MarketData.Providers.Text;

/// <summary>Cuts a line into fields: quotes around a field are dropped, spaces around it too.</summary>
internal static class Fields
{
    /// <summary>
    /// Writes the fields' places and returns how many the line has, which may be more than there was room for.
    /// </summary>
    public static int Split(ReadOnlySpan<byte> line, byte delimiter, Span<Range> fields)
    {
        var count = 0;
        var start = 0;
        while (true)
        {
            var end = EndOf(line, start, delimiter);
            if (count < fields.Length)
            {
                fields[count] = Trim(line, start, end);
            }
            count++;
            if (end >= line.Length)
            {
                return count;
            }
            start = end + 1;
        }
    }

    private static int EndOf(ReadOnlySpan<byte> line, int start, byte delimiter)
    {
        var from = start;
        if (start < line.Length && line[start] == '"')
        {
            var quote = line[(start + 1)..].IndexOf((byte)'"');
            from = quote < 0 ? start : start + 1 + quote;
        }
        var length = line[from..].IndexOf(delimiter);
        return length < 0 ? line.Length : from + length;
    }

    private static Range Trim(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }
        while (end > start && line[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }
        if (end - start >= 2 && line[start] == '"' && line[end - 1] == '"')
        {
            start++;
            end--;
        }
        return start..end;
    }
}
