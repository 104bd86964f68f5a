namespace Quant.Catalog.Copying;

/// <summary>A table of the catalog that was copied.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has, in both databases.</param>
public sealed record CopiedTable(string Name, long Rows);
