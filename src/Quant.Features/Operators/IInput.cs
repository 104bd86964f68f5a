namespace Quant.Features.Operators;

/// <summary>The part of a bar that an operator reads; only those columns are loaded.</summary>
public interface IInput<TSelf>
    where TSelf : struct, IInput<TSelf>
{
    /// <summary>The columns it is read from.</summary>
    static abstract BarFields Fields { get; }

    /// <summary>Reads one row. The columns are there and the row lies within them: the caller has checked.</summary>
    static abstract TSelf At(in BarColumns bars, nint row);
}
