namespace Quant.Features.Operators;

/// <summary>The values of an operator at one bar, in the order of its definition's outputs; at most five.</summary>
public interface IOutput
{
    /// <summary>How many values there are.</summary>
    static abstract int Count { get; }

    /// <summary>The value of one output.</summary>
    double this[int output] { get; }
}
