using Quant.Specs;

namespace Quant.MarketData.Quality;

/// <summary>One refused row.</summary>
/// <param name="Line">Line in the file, counted from 1, the header included.</param>
/// <param name="Column">The column at fault.</param>
/// <param name="Value">The value as read.</param>
/// <param name="Allowed">What would have been accepted.</param>
/// <param name="Fault">The reason.</param>
public sealed record RowFault(long Line, string Column, string Value, string Allowed, BarFault Fault)
{
    /// <summary>The same as an error: <c>AAPL.csv: line 17, column close: 'abc' is not allowed; expected …</c></summary>
    /// <param name="source">The file.</param>
    public BadInputException ToError(string source) => new($"{source}: line {Line}, column {Column}", Value, Allowed);
}
