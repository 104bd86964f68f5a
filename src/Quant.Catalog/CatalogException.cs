namespace Quant.Catalog;

/// <summary>
/// The catalog cannot do what was asked for a reason that lies with the database: damaged, full, unreachable, of a
/// newer version. The message says which database and what to do. Nothing of the work that failed has been kept.
/// </summary>
public sealed class CatalogException : Exception
{
    public CatalogException(string message)
        : base(message) { }

    public CatalogException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>
    /// Whether the database is merely away (locked, full, unreachable, read-only): the same may succeed later, unchanged.
    /// </summary>
    public bool IsOutage { get; init; }
}
