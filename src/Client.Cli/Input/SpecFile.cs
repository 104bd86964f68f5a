using System.Text.Json;
using Quant.Client.Cli.Api;
using Quant.Client.Cli.Output;
using Quant.Specs;

namespace Quant.Client.Cli.Input;

/// <summary>A JSON spec from a file or from standard input. Comments and trailing commas are allowed.</summary>
internal sealed class SpecFile
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    private static readonly JsonDocumentOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private SpecFile(string name, JsonElement json) => (Name, Json) = (name, json);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The spec, an object.</summary>
    public JsonElement Json { get; }

    /// <param name="path">The file; <c>-</c> reads standard input.</param>
    /// <param name="field">The option that named it.</param>
    /// <param name="terminal">Whose standard input.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BadInputException">No such file, or not a JSON object; the message says where it ends to be one.</exception>
    public static async Task<SpecFile> ReadAsync(
        string path,
        string field,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (path == StandardInput)
        {
            return Parse("standard input", await terminal.In.ReadToEndAsync(cancellation));
        }
        if (!File.Exists(path))
        {
            throw new BadInputException(field, path, "a JSON file that exists, or - for standard input");
        }
        return Parse(path, await File.ReadAllTextAsync(path, cancellation));
    }

    /// <summary>Asks the server something about the spec; what it finds wrong with a field is told with the file's name.</summary>
    /// <param name="ask">The request.</param>
    /// <param name="others">Fields of the request that are not the spec's.</param>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, params string[] others)
    {
        try
        {
            return await ask();
        }
        catch (ApiException fault) when (fault.Problem.Field is { } field && !others.Contains(field))
        {
            throw new SpecFaultException(Name, fault);
        }
    }

    /// <summary>The same for what is checked here.</summary>
    public T Check<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (BadInputException fault)
        {
            throw new SpecFaultException(Name, fault);
        }
    }

    private static SpecFile Parse(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new BadInputException(name, "an empty file", "a JSON object");
        }
        try
        {
            using var document = JsonDocument.Parse(text, s_options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new SpecFile(name, document.RootElement.Clone())
                : throw new BadInputException(name, document.RootElement.ValueKind.ToString(), "a JSON object");
        }
        catch (JsonException fault)
        {
            var reason = fault.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new BadInputException(
                FormattableString.Invariant(
                    $"{name}: line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}"
                ),
                reason,
                "JSON"
            );
        }
    }
}
