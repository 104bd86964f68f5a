namespace Quant.Features.Operators;

/// <summary>
/// A running operator with its state, whatever its type. Rows must be fed in order, each once: one by one with
/// <see cref="Update"/>, as a span with <see cref="Run"/>, or first the one and then the other, with the same bits.
/// </summary>
public abstract class Operator
{
    private protected Operator() { }

    /// <summary>Wraps an operator; the wrapper becomes the owner of its state.</summary>
    public static Operator Of<TOperator, TInput, TOutput>(TOperator fresh)
        where TOperator : struct, IOperator<TInput, TOutput>
        where TInput : struct, IInput<TInput>
        where TOutput : struct, IOutput => new Operator<TOperator, TInput, TOutput>(fresh);

    /// <summary>The columns it reads.</summary>
    public abstract BarFields Inputs { get; }

    /// <summary>Number of values per bar.</summary>
    public abstract int Outputs { get; }

    /// <summary>Number of bars before the first value of an output.</summary>
    public abstract int Warmup(int output);

    /// <summary>Takes in one row and writes its values: NaN in warm-up, never an infinity.</summary>
    /// <param name="bars">Columns that hold the row.</param>
    /// <param name="row">Index of the row.</param>
    /// <param name="values">Receives <see cref="Outputs"/> values.</param>
    public abstract void Update(in BarColumns bars, int row, Span<double> values);

    /// <summary>Takes in rows [from, to) and writes their values: NaN in warm-up, never an infinity.</summary>
    /// <param name="bars">Columns that hold the rows.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row after the last.</param>
    /// <param name="columns">
    /// One array per output, its element <paramref name="at"/> for row <paramref name="from"/>; null where the output is
    /// not wanted.
    /// </param>
    /// <param name="at">Where in the columns the first value goes.</param>
    /// <param name="cancel">Looked at every few thousand rows.</param>
    public abstract void Run(
        in BarColumns bars,
        int from,
        int to,
        ReadOnlySpan<double[]?> columns,
        int at = 0,
        CancellationToken cancel = default
    );

    /// <summary>Saves or restores the state; see <see cref="OperatorState"/>.</summary>
    public abstract void Exchange(OperatorState state);
}
