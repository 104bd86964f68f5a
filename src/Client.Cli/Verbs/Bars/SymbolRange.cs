using Quant.Client.Cli.Api;
using Quant.Client.Cli.Input;
using Quant.Client.Web.Contracts;
using Quant.MarketData.Zones;
using Quant.Specs;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary>A range of time as users write it, in the zone of a symbol's exchange.</summary>
/// <param name="FromTs">First, microseconds UTC; null: from the start.</param>
/// <param name="ToTs">End, exclusive; null: to the end.</param>
internal readonly record struct SymbolRange(long? FromTs, long? ToTs)
{
    /// <exception cref="BadInputException">Unknown symbol, or a range without any of its bars.</exception>
    public static async Task<SymbolRange> ResolveAsync(
        QuantClient client,
        string symbol,
        Moment? from,
        Moment? to,
        CancellationToken cancellation
    )
    {
        if (from is null && to is null)
        {
            return default;
        }
        var all = await client.SymbolsAsync(cancellation);
        var known = all.FirstOrDefault(one => one.Symbol == symbol) ?? throw Unknown(symbol, all);
        var zone = ExchangeZone.Parse(known.TimeZone);
        var (first, end) = (from?.Start(zone), to?.End(zone));
        if (first >= end)
        {
            throw new BadInputException("--to", to.ToString(), $"a time after --from, {from}");
        }
        if (known.Coverage.Count > 0)
        {
            var there =
                $"bars of {symbol} from {Day(known.Coverage.Min(c => c.FirstTs))} to {Day(known.Coverage.Max(c => c.LastTs))}";
            if (first > known.Coverage.Max(c => c.LastTs))
            {
                throw new BadInputException("--from", from.ToString(), $"a time with bars; there are {there}");
            }
            if (end <= known.Coverage.Min(c => c.FirstTs))
            {
                throw new BadInputException("--to", to.ToString(), $"a time with bars; there are {there}");
            }
        }
        return new SymbolRange(first, end);

        string Day(long ts) => Output.Times.Date(ts, known.TimeZone);
    }

    /// <summary>The error for a symbol that is not there.</summary>
    public static BadInputException Unknown(string symbol, IReadOnlyList<SymbolDto> all) =>
        new(
            "symbol",
            symbol,
            all.Count == 0
                ? "an imported symbol; there is none yet"
                : $"an imported symbol, such as {string.Join(", ", all.Take(12).Select(one => one.Symbol))}"
        );
}
