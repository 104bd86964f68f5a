using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.MarketData.Providers.Synthetic;
using Quant.Specs;

namespace Quant.Grains.Ingest.Files;

/// <summary>Generated minute bars, and called so.</summary>
internal sealed class SyntheticBars(Symbol symbol, int sessions) : IBarDelivery
{
    private const int MostSessions = 4000;
    private static readonly SyntheticSource s_source = new();

    public string Description => s_source.Description;

    public ExchangeCalendar Calendar => ExchangeCalendar.Nyse;

    public string ContentHash()
    {
        if (!s_source.Has(symbol))
        {
            throw new BadInputException("symbol", symbol, "a name that starts with SYNTH, such as SYNTH1");
        }
        if (sessions is < 1 or > MostSessions)
        {
            throw new BadInputException("sessions", sessions, $"an integer from 1 to {MostSessions}");
        }
        return Fingerprint
            .Of(
                new
                {
                    generated = symbol,
                    sessions,
                    parameters = SyntheticSpec.Default.Values.ToJson(),
                }
            )
            .ToString();
    }

    public BarImport Read() => s_source.Load(symbol, s_source.FirstDate, LastDate());

    public void Discard() { }

    private DateOnly LastDate() =>
        Calendar.Sessions(s_source.FirstDate, s_source.LastDate).Skip(sessions - 1).FirstOrDefault(s_source.LastDate);
}
