using Quant.MarketData.Bars;

namespace Quant.MarketData.Providers.Rows;

/// <summary>One row of a file, read but not yet judged.</summary>
/// <param name="Line">Line or row in the file, counted from 1.</param>
/// <param name="Bar">The bar.</param>
/// <param name="Local">Wall-clock time as written, in microseconds.</param>
/// <param name="IsDate">True when the row gave a date without a time.</param>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
internal readonly record struct FileRow(long Line, Bar Bar, long Local, bool IsDate, RowReadFault? Fault);

/// <summary>Why a row cannot be read.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Allowed">What may.</param>
internal sealed record RowReadFault(string Column, string Value, string Allowed);
