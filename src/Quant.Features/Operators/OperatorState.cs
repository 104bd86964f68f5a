using System.Runtime.Intrinsics;

namespace Quant.Features.Operators;

/// <summary>
/// Carries the state of operators into a stream or out of one: each field is passed by reference and is either written
/// or replaced. Little-endian, floating-point numbers by their bits.
/// </summary>
public sealed class OperatorState
{
    private readonly BinaryWriter? _writer;
    private readonly BinaryReader? _reader;

    private OperatorState(BinaryWriter? writer, BinaryReader? reader) => (_writer, _reader) = (writer, reader);

    public static OperatorState Saving(BinaryWriter writer) => new(writer, null);

    public static OperatorState Restoring(BinaryReader reader) => new(null, reader);

    public void Exchange(ref double value)
    {
        _writer?.Write(value);
        value = _reader?.ReadDouble() ?? value;
    }

    public void Exchange(ref long value)
    {
        _writer?.Write(value);
        value = _reader?.ReadInt64() ?? value;
    }

    public void Exchange(ref int value)
    {
        _writer?.Write(value);
        value = _reader?.ReadInt32() ?? value;
    }

    public void Exchange(ref Vector128<double> value)
    {
        var (low, high) = (value.GetElement(0), value.GetElement(1));
        Exchange(ref low);
        Exchange(ref high);
        value = Vector128.Create(low, high);
    }

    /// <summary>The elements of an array whose length follows from the parameters.</summary>
    public void Exchange(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Exchange(ref values[i]);
        }
    }
}
