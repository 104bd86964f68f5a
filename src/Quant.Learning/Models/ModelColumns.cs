using Quant.Learning.Tables;
using Quant.Specs;

namespace Quant.Learning.Models;

/// <summary>Checks that a table has the columns a model was fitted with.</summary>
internal static class ModelColumns
{
    public static void Check(IReadOnlyList<string> expected, ColumnTable table)
    {
        for (var i = 0; i < Math.Max(expected.Count, table.Names.Count); i++)
        {
            var given = i < table.Names.Count ? table.Names[i] : null;
            var wanted = i < expected.Count ? expected[i] : null;
            if (given != wanted)
            {
                throw new BadInputException($"features[{i}]", given, wanted ?? $"only {expected.Count} features");
            }
        }
    }
}
