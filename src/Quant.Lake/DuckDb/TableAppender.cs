using Quant.Lake.DuckDb.Handles;
using Quant.Lake.DuckDb.Writers;
using Quant.Lake.Tables;

namespace Quant.Lake.DuckDb;

/// <summary>Makes a table in a connection from a <see cref="ColumnTable"/>, by data chunks.</summary>
internal static class TableAppender
{
    /// <summary>Creates a temporary table, which only this connection sees, and fills it.</summary>
    /// <exception cref="Quant.Specs.BadInputException">An infinity, or text that is not Unicode.</exception>
    public static void CreateTemporary(DuckDbConnection connection, string name, ColumnTable table)
    {
        var writers = table.Columns.Select(ColumnWriter.For).ToArray();
        try
        {
            var columns = table.Columns.Zip(
                writers,
                (column, writer) => $"{SqlText.Name(column.Name)} {writer.SqlType}"
            );
            connection.Execute($"CREATE TEMP TABLE {SqlText.Name(name)} ({string.Join(", ", columns)})");
            Append(connection, name, writers, table.Rows);
        }
        finally
        {
            foreach (var writer in writers)
            {
                writer.Dispose();
            }
        }
    }

    private static void Append(DuckDbConnection connection, string name, ColumnWriter[] writers, int rows)
    {
        if (NativeMethods.CreateAppender(connection.Handle, "temp", null, name, out var appender) != 0)
        {
            using (appender)
            {
                throw new DuckDbException(Utf8.Read(NativeMethods.AppenderError(appender)));
            }
        }
        using (appender)
        {
            var types = writers.Select(writer => writer.LogicalType.DangerousGetHandle()).ToArray();
            using var chunk = new DuckDbChunk(NativeMethods.CreateDataChunk(types, (ulong)types.Length));
            var most = (int)NativeMethods.VectorSize();
            for (var start = 0; start < rows; start += most)
            {
                var count = Math.Min(most, rows - start);
                NativeMethods.ResetDataChunk(chunk.Handle);
                for (var column = 0; column < writers.Length; column++)
                {
                    writers[column].Write(chunk[column], start, count);
                }
                chunk.Rows = count;
                Check(NativeMethods.AppendDataChunk(appender, chunk.Handle), appender);
            }
            Check(NativeMethods.CloseAppender(appender), appender);
        }
    }

    private static void Check(int state, AppenderHandle appender)
    {
        if (state != 0)
        {
            throw new DuckDbException(Utf8.Read(NativeMethods.AppenderError(appender)));
        }
    }
}
