using System.Text;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb.Readers;

/// <summary>NULL becomes null. Equal values of one file are the same string.</summary>
internal sealed class CategoryReader(CategoryColumn target) : ColumnReader
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private char[] _chars = new char[64];
    private string? _last;

    public override DuckDbType Source => DuckDbType.Varchar;

    public override void Read(DuckDbVector vector, int at, int count)
    {
        var texts = vector.Values<DuckDbText>(count);
        var validity = vector.Validity(count);
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            if (!DuckDbVector.HasValue(validity, i))
            {
                target.Values[at + i] = null;
                continue;
            }
            if (last < 0 || !texts[i].IsSameShort(in texts[last]))
            {
                _last = Known(DuckDbText.Bytes(ref texts[i]));
            }
            target.Values[at + i] = _last;
            last = i;
        }
    }

    private string Known(ReadOnlySpan<byte> utf8)
    {
        if (_chars.Length < utf8.Length)
        {
            _chars = new char[utf8.Length];
        }
        var text = _chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars));
        var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _known.Add(known);
        }
        return known;
    }
}
