namespace Quant.Grains.Interfaces.Faults;

/// <summary>
/// The catalog or the lake is away at present (locked, full, unreachable); nothing was kept of what was asked, and the
/// same may succeed later. The message says which and why.
/// </summary>
[GenerateSerializer, Alias("Quant.StorageUnavailableException")]
public sealed class StorageUnavailableException(string message) : Exception(message);
