namespace Quant.Simulation.Metrics;

/// <summary>
/// The equity curve digested as it grows: sums of bar returns in eight lanes per block, and the drawdown. Bars are marked
/// in ascending order; a bar that is left out had the equity of the last one marked. Order of summation, and so every bit
/// of the result, is that of docs/simulation.md whichever way the bars come in.
/// </summary>
internal sealed partial class EquityPath
{
    private const int Lanes = 8;
    private const int Powers = 5;

    private readonly int _bars;
    private readonly int[] _bounds;
    private readonly double[] _blockSums;
    private readonly double[] _lanes = new double[Powers * Lanes];
    private int _block;
    private double _equity;
    private double _peak;
    private int _peakBar;

    /// <param name="bars">Bars of the range, at least 2.</param>
    /// <param name="blocks">Blocks of returns.</param>
    public EquityPath(int bars, int blocks)
    {
        _bars = bars;
        _bounds = new int[blocks + 1];
        for (var b = 0; b <= blocks; b++)
        {
            _bounds[b] = (int)((long)b * (bars - 1) / blocks) + 1;
        }
        _blockSums = new double[blocks * Powers];
    }

    public int Blocks => _bounds.Length - 1;

    /// <summary>Bar returns: bars less one.</summary>
    public int Returns => _bars - 1;

    public double MaxDrawdown { get; private set; }

    public int LongestDrawdown { get; private set; }

    /// <summary>Equity at the last bar.</summary>
    public double Equity => _equity;

    /// <summary>Starts again, with the equity at the close of bar 0.</summary>
    public void Begin(double equity)
    {
        Array.Clear(_blockSums);
        Array.Clear(_lanes);
        _block = 0;
        (_equity, _peak, _peakBar) = (equity, equity, 0);
        (MaxDrawdown, LongestDrawdown) = (0, 0);
    }

    /// <summary>Equity at the close of bar k.</summary>
    public void Mark(int k, double equity)
    {
        if (_equity >= _peak)
        {
            _peakBar = k - 1;
        }
        AddReturn(k, _equity > 0 ? equity / _equity - 1 : 0);
        MarkDrawdown(k, equity);
        _equity = equity;
    }

    /// <summary>Closes the last block and the last drawdown.</summary>
    public void Finish()
    {
        while (_block < Blocks)
        {
            CloseBlock();
        }
        if (_equity < _peak)
        {
            LongestDrawdown = Math.Max(LongestDrawdown, _bars - 1 - _peakBar);
        }
    }

    /// <summary>Returns in block b.</summary>
    public int Count(int b) => _bounds[b + 1] - _bounds[b];

    /// <summary>Sum of the returns of block b to a power from 1 to 4; 5: of the squares of those below zero.</summary>
    public double Sum(int b, int power) => _blockSums[b * Powers + power - 1];

    private void AddReturn(int k, double r)
    {
        while (k >= _bounds[_block + 1])
        {
            CloseBlock();
        }
        var lane = k & (Lanes - 1);
        var r2 = r * r;
        var loss = Math.Min(r, 0);
        _lanes[lane] += r;
        _lanes[lane + Lanes] += r2;
        _lanes[lane + 2 * Lanes] += r2 * r;
        _lanes[lane + 3 * Lanes] += r2 * r2;
        _lanes[lane + 4 * Lanes] += loss * loss;
    }

    private void MarkDrawdown(int k, double equity)
    {
        if (equity >= _peak)
        {
            LongestDrawdown = Math.Max(LongestDrawdown, k - 1 - _peakBar);
            (_peak, _peakBar) = (equity, k);
        }
        else
        {
            MaxDrawdown = Math.Max(MaxDrawdown, 1 - equity / _peak);
        }
    }

    private void CloseBlock()
    {
        for (var power = 0; power < Powers; power++)
        {
            var s = _lanes.AsSpan(power * Lanes, Lanes);
            _blockSums[_block * Powers + power] = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
        }
        Array.Clear(_lanes);
        _block++;
    }
}
