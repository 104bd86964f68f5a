using System.Text.Json;
using System.Text.Json.Serialization;
using Quant.Specs;

namespace Quant.MarketData.Bars;

/// <summary>Length of a bar: 1m, 5m, 15m, 30m, 1h or 1d.</summary>
[JsonConverter(typeof(IntervalJsonConverter))]
public readonly record struct Interval
{
    public static readonly Interval Minute1 = new(1);
    public static readonly Interval Minute5 = new(5);
    public static readonly Interval Minute15 = new(15);
    public static readonly Interval Minute30 = new(30);
    public static readonly Interval Hour1 = new(60);
    public static readonly Interval Day1 = new(1440);

    private static readonly (string Text, Interval Value)[] s_all =
    [
        ("1m", Minute1),
        ("5m", Minute5),
        ("15m", Minute15),
        ("30m", Minute30),
        ("1h", Hour1),
        ("1d", Day1),
    ];

    private Interval(int minutes) => Minutes = minutes;

    /// <summary>Nominal length in minutes; 1440 for a daily bar, which in truth lasts one session.</summary>
    public int Minutes { get; }

    public bool IsDaily => Minutes == 1440;

    /// <summary>Nominal length in microseconds.</summary>
    public long Micros => Minutes * UnixMicros.PerMinute;

    public static IEnumerable<Interval> All => s_all.Select(pair => pair.Value);

    /// <exception cref="BadInputException">Not one of the six.</exception>
    public static Interval Parse(string text, string field = "interval")
    {
        foreach (var (known, value) in s_all)
        {
            if (known == text)
            {
                return value;
            }
        }
        throw new BadInputException(field, text, "one of 1m, 5m, 15m, 30m, 1h, 1d");
    }

    public override string ToString()
    {
        foreach (var (text, value) in s_all)
        {
            if (value.Minutes == Minutes)
            {
                return text;
            }
        }
        return "none";
    }

    private sealed class IntervalJsonConverter : JsonConverter<Interval>
    {
        public override Interval Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
