namespace Quant.Features.Operators;

/// <summary>The output of an operator that has just one.</summary>
public readonly record struct Scalar(double Value) : IOutput
{
    public static int Count => 1;

    public double this[int output] => Value;

    public static implicit operator Scalar(double value) => new(value);

    public static implicit operator double(Scalar scalar) => scalar.Value;
}
