using Quant.MarketData.Calendars;
using Quant.Specs;

namespace FakeAlpaca.Market;

/// <summary>A time without trading, in whole minutes.</summary>
/// <param name="FromTs">First halted minute, microseconds UTC.</param>
/// <param name="ToTs">First minute that trades again, microseconds UTC.</param>
public readonly record struct Halt(long FromTs, long ToTs)
{
    private const ulong Salt = 0x4C554C44;

    /// <summary>The limit up-limit down pause of a day, five or ten minutes long; as good as all days have none.</summary>
    internal static Halt? Of(Instrument instrument, in SessionHours hours)
    {
        if (!instrument.IsStock)
        {
            return null;
        }
        var random = new MarketRandom(instrument.Seed ^ Salt, hours.Date.DayNumber);
        var chance = instrument.TradesPerMinute > 300 ? 1 / 400.0 : 1 / 80.0;
        if (random.Uniform() >= chance)
        {
            return null;
        }
        var minutes = (hours.Close - hours.Open) / UnixMicros.PerMinute;
        var from = hours.Open + (15 + (long)(random.Uniform() * (minutes - 60))) * UnixMicros.PerMinute;
        var length = random.Uniform() < 0.25 ? 10 : 5;
        return new Halt(from, from + length * UnixMicros.PerMinute);
    }
}
