namespace Orleans.Storage;

/// <summary>A state was written or cleared under a version that is no longer the stored one.</summary>
[GenerateSerializer]
public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
    : OrleansException(errorMsg)
{
    /// <summary>The version in the storage.</summary>
    [Id(0)]
    public string StoredEtag { get; private set; } = storedEtag ?? "Unknown";

    /// <summary>The version the grain had.</summary>
    [Id(1)]
    public string CurrentEtag { get; private set; } = currentEtag ?? "Unknown";

    /// <summary>Whose state it was; only the grain whose own write failed is deactivated for it.</summary>
    [Id(2)]
    internal bool IsSourceActivation { get; set; } = true;

    public override string ToString() =>
        $"{base.ToString()} InconsistentStateException: {Message} Expected Etag={CurrentEtag} Received Etag={StoredEtag} {InnerException}";
}

/// <summary>A storage is missing or wrongly configured.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException(string msg) : OrleansException(msg);
