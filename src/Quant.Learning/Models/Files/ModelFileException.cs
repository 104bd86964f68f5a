namespace Quant.Learning.Models.Files;

/// <summary>A stored model that cannot be read: which file, and what is wrong with it.</summary>
public sealed class ModelFileException(string file, string reason, Exception? cause = null)
    : Exception($"{file}: {reason}.", cause)
{
    /// <summary>Path of the file at fault.</summary>
    public string File { get; } = file;
}
