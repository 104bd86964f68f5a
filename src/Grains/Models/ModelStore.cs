using Quant.Specs;

namespace Quant.Grains.Models;

/// <summary>Where model files are kept.</summary>
/// <param name="root">The data root.</param>
public sealed class ModelStore(string root)
{
    /// <summary>A model's folder relative to the data root, with forward slashes.</summary>
    public static string RelativePath(Fingerprint model) => $"models/{model}";

    public string FolderOf(Fingerprint model) => Path.Combine(root, "models", model.ToString());
}
