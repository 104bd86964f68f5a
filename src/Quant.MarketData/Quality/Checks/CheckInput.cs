using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.MarketData.Gaps;
using Quant.MarketData.Sessions;

namespace Quant.MarketData.Quality.Checks;

/// <summary>What checks look at.</summary>
/// <param name="bars">All bars of the range, raw prices.</param>
/// <param name="calendar">When the market trades.</param>
/// <param name="sessions">Parts of the day whose bars are wanted.</param>
/// <param name="actions">Splits and dividends that are known.</param>
/// <param name="gaps">The scan of the same range.</param>
/// <param name="refused">Rows that never became bars, by the name of their <see cref="BarFault"/>.</param>
internal sealed class CheckInput(
    BarSeries bars,
    ExchangeCalendar calendar,
    TradingSessions sessions,
    IReadOnlyList<CorporateAction> actions,
    GapReport gaps,
    IReadOnlyDictionary<string, long> refused
)
{
    public ExchangeCalendar Calendar => calendar;
    public TradingSessions Sessions => sessions;
    public IReadOnlyList<CorporateAction> Actions => actions;
    public GapReport Gaps => gaps;
    public IReadOnlyDictionary<string, long> Refused => refused;

    /// <summary>All bars of the range.</summary>
    public BarSeries All => bars;

    /// <summary>Those in the wanted parts of the day.</summary>
    public BarSeries Bars { get; } = SessionSpans.Choose(bars, calendar, sessions);

    /// <summary>Where the sessions of <see cref="Bars"/> begin and end.</summary>
    public IReadOnlyList<SessionSpan> Spans => field ??= SessionSpans.Of(Bars, calendar);

    /// <summary>Usual size of a move of <see cref="Bars"/> at each time.</summary>
    public LocalScale Scale => field ??= new LocalScale(Bars, Spans);

    /// <summary>True when no bar has volume.</summary>
    public bool WithoutVolume { get; } = Array.TrueForAll(bars.Volume, volume => volume == 0);
}
