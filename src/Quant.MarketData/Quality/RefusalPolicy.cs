namespace Quant.MarketData.Quality;

/// <summary>What becomes of an import with a faulty row.</summary>
public enum RefusalPolicy
{
    /// <summary>The first faulty row is an error that names line, column, value and what is allowed. Default for CSV.</summary>
    Strict,

    /// <summary>Faulty rows are left out and counted by reason, with examples. Default for LEAN folders.</summary>
    SkipBadRows,
}
