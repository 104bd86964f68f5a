using Quant.Specs;

namespace Quant.MarketData.Quality;

/// <summary>One refused row.</summary>
/// <param name="Line">Line in the file, counted from 1, the header included; of a Parquet file the row.</param>
/// <param name="Column">The column at fault.</param>
/// <param name="Value">The value as read.</param>
/// <param name="Allowed">What would have been accepted.</param>
/// <param name="Fault">The reason.</param>
public sealed record RowFault(long Line, string Column, string Value, string Allowed, BarFault Fault)
{
    /// <summary>The same as an error: <c>AAPL.csv: line 17, column close: 'abc' is not allowed; expected …</c></summary>
    /// <param name="source">The file.</param>
    /// <param name="unit">What its rows are counted in.</param>
    public BadInputException ToError(string source, string unit = "line") =>
        new($"{source}: {unit} {Line}, column {Column}", Value, Allowed);
}
