namespace Quant.Lake.Roots;

/// <summary>Another process owns the data root.</summary>
public sealed class DataRootInUseException(DataRoot root, DataRootOwner? owner)
    : IOException(
        $"{DataRoot.Field}: '{root.Path}' is in use by {owner?.ToString() ?? "a process that is just starting"}; "
            + "talk to that process, stop it, or name another folder."
    )
{
    /// <summary>The owner; null where it has not yet written its name.</summary>
    public DataRootOwner? Owner => owner;
}
