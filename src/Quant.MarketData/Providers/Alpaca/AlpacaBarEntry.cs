using System.Text;
using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Text;
using Quant.MarketData.Quality;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>
/// One bar as it is read, field by field: <c>t o h l c v</c> must be there, <c>n</c> (trades) and <c>vw</c> (average price)
/// may be missing or null. What is not known is skipped; of a field given twice the last counts.
/// </summary>
internal struct AlpacaBarEntry
{
    private const int Complete = (1 << 6) - 1;
    private const int Longest = 60;
    private static readonly string[] s_names = ["t", "o", "h", "l", "c", "v"];

    private long _ts;
    private double _open;
    private double _high;
    private double _low;
    private double _close;
    private double _volume;
    private double _vwap = double.NaN;
    private int _count = -1;
    private int _has;
    private string? _faultColumn;
    private string? _faultValue;
    private string? _faultAllowed;

    public AlpacaBarEntry() { }

    /// <summary>Reads the value of the name the reader stands on.</summary>
    public void ReadField(ref Utf8JsonReader reader)
    {
        var name = reader.HasValueSequence || reader.ValueIsEscaped ? default : reader.ValueSpan;
        if (name.Length == 1)
        {
            switch (name[0])
            {
                case (byte)'t':
                    ReadTime(ref reader);
                    return;
                case (byte)'o':
                    ReadNumber(ref reader, "o", 1, ref _open);
                    return;
                case (byte)'h':
                    ReadNumber(ref reader, "h", 2, ref _high);
                    return;
                case (byte)'l':
                    ReadNumber(ref reader, "l", 3, ref _low);
                    return;
                case (byte)'c':
                    ReadNumber(ref reader, "c", 4, ref _close);
                    return;
                case (byte)'v':
                    ReadNumber(ref reader, "v", 5, ref _volume);
                    return;
                case (byte)'n':
                    ReadCount(ref reader);
                    return;
                default:
                    break;
            }
        }
        else if (name.SequenceEqual("vw"u8))
        {
            ReadVwap(ref reader);
            return;
        }
        AlpacaBarsParser.Skip(ref reader);
    }

    /// <summary>An entry that is something else than an object; skipped.</summary>
    public void NotAnObject(ref Utf8JsonReader reader)
    {
        Fault("entry", ref reader, "a bar as an object");
        reader.Skip();
    }

    /// <summary>The bar, or what is wrong with it.</summary>
    public readonly RowFault? TryFinish(long line, out Bar bar)
    {
        // An average price of 0 stands where nothing was traded.
        var vwap = _vwap == 0 && _volume == 0 ? double.NaN : _vwap;
        bar = new Bar(_ts, _open, _high, _low, _close, _volume, vwap, _count);
        if (_faultColumn is { } column)
        {
            return new RowFault(line, column, _faultValue!, _faultAllowed!, BarFault.Unreadable);
        }
        if (_has == Complete)
        {
            return null;
        }
        var missing = s_names[int.TrailingZeroCount(~_has)];
        return new RowFault(line, missing, "", "a value", BarFault.Unreadable);
    }

    /// <summary>The time alone; false where it is missing or none.</summary>
    public readonly bool TryTime(out long ts)
    {
        ts = _ts;
        return (_has & 1) != 0;
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        AlpacaBarsParser.Next(ref reader);
        if (
            reader.TokenType == JsonTokenType.String
            && !reader.ValueIsEscaped
            && Rfc3339.TryParse(reader.ValueSpan, out _ts)
        )
        {
            _has |= 1;
            return;
        }
        Fault("t", ref reader, "a time such as 2024-03-01T14:30:00Z");
        reader.Skip();
    }

    private void ReadNumber(ref Utf8JsonReader reader, string column, int field, ref double value)
    {
        AlpacaBarsParser.Next(ref reader);
        if (reader.TokenType == JsonTokenType.Number && DecimalText.TryParse(reader.ValueSpan, out value))
        {
            _has |= 1 << field;
            return;
        }
        Fault(column, ref reader, "a finite number");
        reader.Skip();
    }

    private void ReadVwap(ref Utf8JsonReader reader)
    {
        AlpacaBarsParser.Next(ref reader);
        if (reader.TokenType == JsonTokenType.Null)
        {
            _vwap = double.NaN;
        }
        else if (reader.TokenType != JsonTokenType.Number || !DecimalText.TryParse(reader.ValueSpan, out _vwap))
        {
            Fault("vw", ref reader, "a finite number or null");
            reader.Skip();
        }
    }

    private void ReadCount(ref Utf8JsonReader reader)
    {
        AlpacaBarsParser.Next(ref reader);
        if (reader.TokenType == JsonTokenType.Null)
        {
            _count = -1;
        }
        else if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out _count) || _count < 0)
        {
            Fault("n", ref reader, "a whole number, 0 or more, or null");
            reader.Skip();
        }
    }

    private void Fault(string column, ref Utf8JsonReader reader, string allowed)
    {
        if (_faultColumn is null)
        {
            (_faultColumn, _faultAllowed) = (column, allowed);
            var text = reader.TokenType switch
            {
                JsonTokenType.StartObject => "{…}",
                JsonTokenType.StartArray => "[…]",
                _ => Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, Longest)]),
            };
            _faultValue = text;
        }
    }
}
