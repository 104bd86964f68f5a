namespace Quant.Lake.DuckDb;

/// <summary>DuckDB refused a statement or failed to run it; the message is DuckDB's.</summary>
public sealed class DuckDbException(string message) : Exception(message);
