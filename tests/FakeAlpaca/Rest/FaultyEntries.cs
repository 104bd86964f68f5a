using System.Text.Json;
using FakeAlpaca.Faults;
using FakeAlpaca.Market;
using Quant.MarketData.Bars;

namespace FakeAlpaca.Rest;

/// <summary>Writes the bars of a symbol with the faults of pages among them. Every good bar is there at least once.</summary>
internal sealed class FaultyEntries(PageFaults faults, double share, int seed, int page)
{
    private MarketRandom _random = new((ulong)seed, page);

    public void Write(Utf8JsonWriter writer, List<Bar> bars)
    {
        var order = bars.ToArray();
        if (faults.HasFlag(PageFaults.OutOfOrder))
        {
            for (var i = 1; i < order.Length; i++)
            {
                if (Chosen())
                {
                    var j = (int)(_random.Uniform() * order.Length);
                    (order[i], order[j]) = (order[j], order[i]);
                }
            }
        }
        foreach (var bar in order)
        {
            BarJson.Write(writer, bar);
            if (faults.HasFlag(PageFaults.Duplicates) && Chosen())
            {
                BarJson.Write(writer, bar);
            }
            if (faults.HasFlag(PageFaults.OffGrid) && Chosen())
            {
                BarJson.Write(writer, bar with { Ts = bar.Ts + 1_000_000L * (1 + (long)(_random.Uniform() * 59)) });
            }
            if (faults.HasFlag(PageFaults.BadPrices) && Chosen())
            {
                BarJson.Write(writer, BadPrice(bar));
            }
            if (faults.HasFlag(PageFaults.BadFields) && Chosen())
            {
                WriteBadField(writer, bar);
            }
            if (faults.HasFlag(PageFaults.NotANumber) && Chosen())
            {
                writer.WriteRawValue(
                    $$"""{"c":NaN,"h":1,"l":1,"n":1,"o":1,"t":"{{ApiTime.Text(bar.Ts)}}","v":1,"vw":1}""",
                    skipInputValidation: true
                );
            }
        }
    }

    private bool Chosen() => _random.Uniform() < share;

    private Bar BadPrice(in Bar bar) =>
        (int)(_random.Uniform() * 5) switch
        {
            0 => bar with { Close = -bar.Close },
            1 => bar with { Open = 0 },
            2 => bar with { High = bar.Low / 2 },
            3 => bar with { Low = bar.High * 2 },
            _ => bar with { Volume = -1 },
        };

    private void WriteBadField(Utf8JsonWriter writer, in Bar bar)
    {
        var time = ApiTime.Text(bar.Ts);
        writer.WriteRawValue(
            (int)(_random.Uniform() * 6) switch
            {
                0 => $$"""{"c":null,"h":1,"l":1,"n":1,"o":1,"t":"{{time}}","v":1,"vw":1}""",
                1 => $$"""{"h":1,"l":1,"n":1,"o":1,"t":"{{time}}","v":1,"vw":1}""",
                2 => $$"""{"c":"one","h":1,"l":1,"n":1,"o":1,"t":"{{time}}","v":1,"vw":1}""",
                3 => """{"c":1,"h":1,"l":1,"n":1,"o":1,"t":"yesterday","v":1,"vw":1}""",
                4 => $$"""{"c":1e999,"h":1,"l":1,"n":1,"o":1,"t":"{{time}}","v":1,"vw":1}""",
                _ => "null",
            }
        );
    }
}
