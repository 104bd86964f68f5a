using System.Globalization;

namespace Quant.Simulation.Inputs;

/// <summary>
/// Input as CSV, for programs that check the simulation (<c>bench/reference/simulate.py</c>): ts (microseconds UTC), open,
/// high, low, close, volume, vwap where the bars have it, prediction, and every further column in ordinal order. Numbers in
/// their shortest round-trip form, NaN as an empty field. All rows are written, those outside the range too.
/// </summary>
public static class SimulationCsv
{
    public static void Write(SimulationInput input, TextWriter writer)
    {
        var bars = input.Bars;
        var columns = new List<(string Name, double[] Values)>
        {
            ("open", bars.Open),
            ("high", bars.High),
            ("low", bars.Low),
            ("close", bars.Close),
            ("volume", bars.Volume),
        };
        if (bars.Vwap is { } vwap)
        {
            columns.Add(("vwap", vwap));
        }
        columns.Add(("prediction", input.Predictions));
        foreach (var (name, values) in input.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            columns.Add((name, values));
        }
        writer.Write("ts,");
        writer.Write(string.Join(',', columns.Select(column => Quote(column.Name))));
        writer.Write('\n');
        for (var i = 0; i < bars.Count; i++)
        {
            writer.Write(bars.Ts[i].ToString(CultureInfo.InvariantCulture));
            foreach (var (_, values) in columns)
            {
                writer.Write(',');
                if (!double.IsNaN(values[i]))
                {
                    writer.Write(values[i].ToString("R", CultureInfo.InvariantCulture));
                }
            }
            writer.Write('\n');
        }
    }

    private static string Quote(string name) =>
        name.AsSpan().ContainsAny(",\"\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
