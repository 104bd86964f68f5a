using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Quant.Lake.Files;
using Quant.Specs;

namespace Quant.Learning.Models.Files;

/// <summary>
/// A model in a folder: <c>model.json</c> and the binary file it names. The binary file is written first and its name
/// holds its hash, so replacing <c>model.json</c> is the one moment at which the stored model changes. Both parts carry a
/// SHA-256, and a model that loads predicts what it predicted before, bit for bit.
/// </summary>
public static class ModelFile
{
    /// <summary>The file that says everything but the numbers.</summary>
    public const string JsonName = "model.json";

    private const int FormatVersion = 1;
    private static readonly string s_library =
        $"Quant.Learning {typeof(ModelFile).Assembly.GetName().Version?.ToString(3)}";
    private static readonly JsonSerializerOptions s_options = new(SpecJson.Options)
    {
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>Stores a model, in place of the one in the folder if there is one.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="model">A model of this library.</param>
    /// <param name="card">What it says of itself.</param>
    public static void Save(string folder, TrainedModel model, ModelCard card)
    {
        var bytes = EstimatorBytes.Of(model.Estimator);
        var hash = Hash(bytes);
        var binary = new BinaryPart($"model.{hash[..16]}.bin", bytes.Length, hash);
        var document = new ModelDocument(
            FormatVersion,
            s_library,
            card,
            model.Pipeline,
            model.Estimator.Features,
            model.Estimator.Importances,
            binary
        );
        var content = JsonSerializer.SerializeToNode(document, s_options)!;
        var json = new JsonObject { ["sha256"] = HashOf(content), ["model"] = content };
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, binary.File), bytes);
        AtomicFile.Write(
            Path.Combine(folder, JsonName),
            Encoding.UTF8.GetBytes(json.ToJsonString(SpecJson.Indented) + "\n")
        );
        foreach (var old in Directory.EnumerateFiles(folder, "model.*.bin"))
        {
            if (Path.GetFileName(old) != binary.File)
            {
                File.Delete(old);
            }
        }
    }

    /// <summary>Reads a model back.</summary>
    /// <exception cref="ModelFileException">A part is missing, altered, torn, or of another format; names the file.</exception>
    public static StoredModel Load(string folder)
    {
        var path = Path.Combine(folder, JsonName);
        var document = ReadDocument(path);
        var binaryPath = Path.Combine(folder, Path.GetFileName(document.Binary.File));
        var bytes = ReadBytes(binaryPath);
        if (bytes.Length != document.Binary.Bytes)
        {
            throw new ModelFileException(
                binaryPath,
                $"it has {bytes.Length} bytes instead of the {document.Binary.Bytes} that {JsonName} states"
            );
        }
        if (Hash(bytes) != document.Binary.Sha256)
        {
            throw new ModelFileException(
                binaryPath,
                "its SHA-256 is not the one that model.json states: it was altered"
            );
        }
        try
        {
            var estimator = EstimatorBytes.Read(bytes, document);
            return new StoredModel(new TrainedModel(document.Pipeline, estimator), document.Card);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new ModelFileException(binaryPath, fault.Message, fault);
        }
    }

    private static ModelDocument ReadDocument(string path)
    {
        try
        {
            var json = JsonNode.Parse(ReadBytes(path))?.AsObject();
            var content = json?["model"] ?? throw new ModelFileException(path, "it has no field 'model'");
            if (content["formatVersion"]?.GetValue<int>() is not FormatVersion)
            {
                throw new ModelFileException(
                    path,
                    $"its formatVersion is {content["formatVersion"]?.ToJsonString() ?? "missing"}, this program reads {FormatVersion}"
                );
            }
            if (json["sha256"]?.GetValue<string>() != HashOf(content))
            {
                throw new ModelFileException(path, "its content does not match its SHA-256: it was altered");
            }
            return content.Deserialize<ModelDocument>(s_options)
                ?? throw new ModelFileException(path, "its field 'model' is null");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFileException(path, $"it is not the JSON of a model ({fault.Message})", fault);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, "it is missing", fault);
        }
    }

    private static string HashOf(JsonNode content) => Hash(Encoding.UTF8.GetBytes(CanonicalJson.Of(content)));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
