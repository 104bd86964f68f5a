using System.Buffers.Text;
using System.Text;
using Quant.Bench.Lake;
using Quant.Specs;

namespace Quant.Bench.Import;

/// <summary>A random walk in cents as a CSV of minute bars, the same each time.</summary>
internal static class MinuteCsv
{
    public static void Write(string path, int bars)
    {
        var table = SyntheticBars.Make(bars);
        var ts = table.Timestamps();
        double[][] prices = [.. new[] { "open", "high", "low", "close" }.Select(table.Doubles)];
        var volume = table.Doubles("volume");
        using var file = new BufferedStream(File.Create(path), 1 << 20);
        file.Write("timestamp,open,high,low,close,volume\n"u8);
        Span<byte> line = stackalloc byte[256];
        for (var i = 0; i < bars; i++)
        {
            var at = Encoding.ASCII.GetBytes(UnixMicros.ToInstant(ts[i]).ToString("yyyy-MM-dd HH:mm:ss"), line);
            foreach (var column in prices)
            {
                line[at++] = (byte)',';
                Utf8Formatter.TryFormat(column[i], line[at..], out var digits, new('F', 2));
                at += digits;
            }
            line[at++] = (byte)',';
            Utf8Formatter.TryFormat((long)volume[i], line[at..], out var length);
            at += length;
            line[at++] = (byte)'\n';
            file.Write(line[..at]);
        }
    }
}
