using YamlDotNet.RepresentationModel;

namespace Quant.Deploy.Tests;

/// <summary>YAML as a tree one can ask by path.</summary>
internal static class Yaml
{
    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<YamlNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(text))));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>The node at a path such as <c>spec.template.spec</c>; null where there is none.</summary>
    public static YamlNode? At(this YamlNode? node, string path)
    {
        foreach (var part in path.Split('.'))
        {
            node =
                node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(part), out var next)
                    ? next
                    : null;
        }
        return node;
    }

    public static string? Text(this YamlNode? node, string path) => (node.At(path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(this YamlNode? node, string path) =>
        node.At(path) is YamlSequenceNode list ? list.Children : [];

    /// <summary>Keys with their values as text.</summary>
    public static Dictionary<string, string> Map(this YamlNode? node, string path) =>
        node.At(path) is YamlMappingNode map
            ? map.Children.ToDictionary(
                pair => ((YamlScalarNode)pair.Key).Value!,
                pair => (pair.Value as YamlScalarNode)?.Value ?? ""
            )
            : [];
}
