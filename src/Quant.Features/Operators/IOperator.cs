namespace Quant.Features.Operators;

/// <summary>
/// An indicator as a causal state machine: fed one bar at a time, it returns its value as of that bar's close. Batch is
/// the same machine run over a span, so history and live agree bit for bit.
/// </summary>
/// <remarks>
/// Implemented by mutable structs, so that the batch runner is specialised for each and inlines
/// <see cref="Update"/>. A copy shares its windows with the original: keep one owner. Inputs are finite; a value is NaN
/// until <see cref="Warmup"/> bars were seen. A division by zero may be left to yield an infinity: whatever runs an
/// operator hands out NaN in its place.
/// </remarks>
/// <typeparam name="TInput">What it reads of a bar.</typeparam>
/// <typeparam name="TOutput">What it returns: one or several named values.</typeparam>
public interface IOperator<TInput, TOutput>
    where TInput : struct, IInput<TInput>
    where TOutput : struct, IOutput
{
    /// <summary>Takes in the next bar and returns the values as of its close.</summary>
    TOutput Update(TInput input);

    /// <summary>Number of bars before the first value of an output; the value at that row index is the first.</summary>
    /// <param name="output">Index of the output.</param>
    int Warmup(int output);

    /// <summary>
    /// Passes every field that changes through <paramref name="state"/>, in a fixed order: one method both saves and
    /// restores. What follows from the parameters is not passed.
    /// </summary>
    void Exchange(OperatorState state);
}
