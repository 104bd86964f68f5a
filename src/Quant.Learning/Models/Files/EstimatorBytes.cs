using System.Text;
using Quant.Learning.Labels;

namespace Quant.Learning.Models.Files;

/// <summary>
/// The binary part: <c>QLM1</c>, a byte for the kind of model, then its numbers, little-endian. Trees: base score, 1 if
/// logistic, counts of nodes and roots, roots, and per node feature, left child, 1 if missing goes left, value. Linear:
/// intercept, count, coefficients.
/// </summary>
internal static class EstimatorBytes
{
    private const byte Trees = 1;
    private const byte Linear = 2;
    private static readonly byte[] s_magic = "QLM1"u8.ToArray();

    public static byte[] Of(IFittedModel model)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(s_magic);
        switch (model)
        {
            case TreeEnsemble trees:
                writer.Write(Trees);
                Write(writer, trees);
                break;
            case LinearModel linear:
                writer.Write(Linear);
                writer.Write(linear.Intercept);
                writer.Write(linear.Coefficients.Count);
                foreach (var coefficient in linear.Coefficients)
                {
                    writer.Write(coefficient);
                }
                break;
            default:
                throw new ArgumentException($"No stored form for {model.GetType().Name}.", nameof(model));
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Of"/> writes.</exception>
    public static IFittedModel Read(byte[] bytes, ModelDocument document)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (!reader.ReadBytes(s_magic.Length).AsSpan().SequenceEqual(s_magic))
        {
            throw new InvalidDataException("it does not begin with QLM1");
        }
        return reader.ReadByte() switch
        {
            Trees => ReadTrees(reader, document),
            Linear => ReadLinear(reader, document),
            var kind => throw new InvalidDataException($"it holds an unknown kind of model, {kind}"),
        };
    }

    private static void Write(BinaryWriter writer, TreeEnsemble trees)
    {
        writer.Write(trees.BaseScore);
        writer.Write(trees.IsLogistic);
        writer.Write(trees.Nodes.Length);
        writer.Write(trees.Roots.Length);
        foreach (var root in trees.Roots)
        {
            writer.Write(root);
        }
        foreach (var node in trees.Nodes)
        {
            writer.Write(node.Feature);
            writer.Write(node.Left);
            writer.Write(node.MissingLeft);
            writer.Write(node.Value);
        }
    }

    private static TreeEnsemble ReadTrees(BinaryReader reader, ModelDocument document)
    {
        var baseScore = reader.ReadDouble();
        var logistic = reader.ReadBoolean();
        var nodes = new TreeNode[reader.ReadInt32()];
        var roots = new int[reader.ReadInt32()];
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = reader.ReadInt32();
        }
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new TreeNode(reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadDouble());
        }
        for (var tree = 0; tree < roots.Length; tree++)
        {
            CheckTree(nodes, roots[tree], tree + 1 < roots.Length ? roots[tree + 1] : nodes.Length, document);
        }
        return new TreeEnsemble(
            document.Card.Task,
            document.Columns,
            baseScore,
            logistic,
            nodes,
            roots,
            document.Importances
        );
    }

    /// <summary>Children come after their parent and within their tree, so every walk ends at a leaf.</summary>
    private static void CheckTree(TreeNode[] nodes, int root, int end, ModelDocument document)
    {
        for (var i = root; i < end; i++)
        {
            var node = nodes[i];
            var valid =
                node.Feature < 0
                || (node.Feature < document.Columns.Count && node.Left > i - root && node.Left + 1 < end - root);
            if (!valid)
            {
                throw new InvalidDataException($"node {i} is not part of a tree");
            }
        }
    }

    private static LinearModel ReadLinear(BinaryReader reader, ModelDocument document)
    {
        var intercept = reader.ReadDouble();
        var coefficients = new double[reader.ReadInt32()];
        if (coefficients.Length != document.Columns.Count)
        {
            throw new InvalidDataException($"{coefficients.Length} coefficients for {document.Columns.Count} columns");
        }
        for (var i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = reader.ReadDouble();
        }
        return new LinearModel(document.Card.Task, document.Columns, intercept, coefficients, document.Importances);
    }
}
