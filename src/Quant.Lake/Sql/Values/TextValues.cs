using System.Text;
using Quant.Lake.DuckDb;
using Quant.Specs;

namespace Quant.Lake.Sql.Values;

/// <summary>Text, up to a size per cell that a client can be expected to take.</summary>
internal sealed class TextValues : SqlValueReader
{
    private const int MostBytes = 4 << 20;

    protected override object Value(DuckDbVector vector, int row)
    {
        var bytes = DuckDbText.Bytes(ref vector.Values<DuckDbText>(row + 1)[row]);
        return bytes.Length <= MostBytes
            ? Encoding.UTF8.GetString(bytes)
            : throw new BadInputException(
                "sql",
                $"a cell of {bytes.Length} bytes",
                $"cells of at most {MostBytes} bytes"
            );
    }
}
