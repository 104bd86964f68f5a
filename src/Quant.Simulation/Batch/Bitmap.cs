using System.Numerics;

namespace Quant.Simulation.Batch;

/// <summary>One bit per bar of a range.</summary>
internal sealed class Bitmap
{
    private readonly ulong[] _words;
    private readonly int _bars;

    public Bitmap(int bars)
    {
        _bars = bars;
        _words = new ulong[(bars + 63) / 64];
    }

    /// <summary>The bits, bar k in word k / 64; those past the last bar are zero.</summary>
    public Span<ulong> Words => _words;

    public bool this[int bar] => (_words[bar >> 6] >> bar & 1) != 0;

    /// <summary>First set bit at or after a bar; the number of bars when there is none.</summary>
    public int Next(int from)
    {
        if (from >= _bars)
        {
            return _bars;
        }
        var word = from >> 6;
        var bits = _words[word] & (ulong.MaxValue << from);
        while (bits == 0)
        {
            if (++word == _words.Length)
            {
                return _bars;
            }
            bits = _words[word];
        }
        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>Bits set in both.</summary>
    public static Bitmap And(Bitmap left, Bitmap right)
    {
        var both = new Bitmap(left._bars);
        for (var w = 0; w < both._words.Length; w++)
        {
            both._words[w] = left._words[w] & right._words[w];
        }
        return both;
    }
}
