using System.Text.Json;
using Quant.Specs;

namespace Quant.Client.Cli.Input;

/// <summary>
/// Settings that are not given as options: from the environment (<c>QUANT_CLUSTER_ID</c>), else from the section
/// <c>Quant</c> of <c>appsettings.json</c> in the working folder (<c>ClusterId</c>).
/// </summary>
internal sealed class Settings
{
    private const string FileName = "appsettings.json";

    private readonly Dictionary<string, string> _file;

    private Settings(Dictionary<string, string> file) => _file = file;

    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static Settings Load()
    {
        if (!File.Exists(FileName))
        {
            return new Settings([]);
        }
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(FileName),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            if (json.RootElement.TryGetProperty("Quant", out var section))
            {
                foreach (var entry in section.EnumerateObject())
                {
                    found[entry.Name] = entry.Value.ToString();
                }
            }
            return new Settings(found);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new BadInputException(
                FileName,
                "(its content)",
                $"a JSON object with a section Quant ({fault.Message})"
            );
        }
    }

    /// <param name="name">In words with capitals: <c>ClusterId</c>.</param>
    public string? Find(string name)
    {
        var variable =
            "QUANT" + string.Concat(name.Select(c => char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : _file.GetValueOrDefault(name);
    }
}
