using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quant.Features.Operators;

/// <summary>The batch runner, specialised by the JIT for each operator: no call and no dispatch per bar.</summary>
internal sealed class Operator<TOperator, TInput, TOutput>(TOperator @operator) : Operator
    where TOperator : struct, IOperator<TInput, TOutput>
    where TInput : struct, IInput<TInput>
    where TOutput : struct, IOutput
{
    private const int ChunkRows = 8192;
    private const int MaxOutputs = 5;

    private TOperator _operator = @operator;

    public override BarFields Inputs => TInput.Fields;

    public override int Outputs => TOutput.Count;

    public override int Warmup(int output) => _operator.Warmup(output);

    public override void Exchange(OperatorState state) => _operator.Exchange(state);

    public override void Update(in BarColumns bars, int row, Span<double> values)
    {
        bars.Require(TInput.Fields);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)bars.Count, nameof(row));
        var output = _operator.Update(TInput.At(bars, row));
        for (var k = 0; k < TOutput.Count; k++)
        {
            values[k] = Finite(output[k]);
        }
    }

    public override void Run(
        in BarColumns bars,
        int from,
        int to,
        ReadOnlySpan<double[]?> columns,
        int at = 0,
        CancellationToken cancel = default
    )
    {
        bars.Require(TInput.Fields);
        if (
            at < 0
            || from < 0
            || to < from
            || to > bars.Count
            || columns.Length != TOutput.Count
            || TOutput.Count > MaxOutputs
        )
        {
            throw new ArgumentException($"Rows [{from}, {to}) of {bars.Count}, {columns.Length} columns.");
        }
        foreach (var column in columns)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(
                column?.Length ?? int.MaxValue,
                at + to - from,
                nameof(columns)
            );
        }
        for (var start = from; start < to; start += ChunkRows)
        {
            cancel.ThrowIfCancellationRequested();
            var rows = Math.Min(ChunkRows, to - start);
            Chunk(
                ref _operator,
                bars.Slice(start, rows),
                ref Target(columns, 0, at + start - from),
                ref Target(columns, 1, at + start - from),
                ref Target(columns, 2, at + start - from),
                ref Target(columns, 3, at + start - from),
                ref Target(columns, 4, at + start - from)
            );
        }
    }

    /// <summary>Where an output's value for a row goes; a null reference where it is not wanted.</summary>
    private static ref double Target(ReadOnlySpan<double[]?> columns, int output, int at)
    {
        if (output < columns.Length && columns[output] is { } column)
        {
            return ref column[at];
        }
        return ref Unsafe.NullRef<double>();
    }

    // Only the loop, so that nothing in it need be spilled around a call.
    private static void Chunk(
        ref TOperator state,
        in BarColumns bars,
        ref double t0,
        ref double t1,
        ref double t2,
        ref double t3,
        ref double t4
    )
    {
        var local = state;
        var columns = bars;
        var rows = bars.Count;
        for (nint i = 0; i < rows; i++)
        {
            var output = local.Update(TInput.At(columns, i));
            if (!Unsafe.IsNullRef(ref t0))
            {
                Unsafe.Add(ref t0, i) = Finite(output[0]);
            }
            if (TOutput.Count > 1 && !Unsafe.IsNullRef(ref t1))
            {
                Unsafe.Add(ref t1, i) = Finite(output[1]);
            }
            if (TOutput.Count > 2 && !Unsafe.IsNullRef(ref t2))
            {
                Unsafe.Add(ref t2, i) = Finite(output[2]);
            }
            if (TOutput.Count > 3 && !Unsafe.IsNullRef(ref t3))
            {
                Unsafe.Add(ref t3, i) = Finite(output[3]);
            }
            if (TOutput.Count > 4 && !Unsafe.IsNullRef(ref t4))
            {
                Unsafe.Add(ref t4, i) = Finite(output[4]);
            }
        }
        state = local;
    }

    /// <summary>
    /// The one NaN in place of an infinity and of every other NaN, zero in place of negative zero: which of them an
    /// operator yields depends on how its code was compiled, and no bit of a column may.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Finite(double value)
    {
        var zero = value - value;
        return zero == 0 ? value + zero : double.NaN;
    }
}
