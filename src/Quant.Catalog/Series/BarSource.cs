using Quant.Lake.Manifest;
using Quant.MarketData.Adjustments;
using Quant.MarketData.Bars;
using Quant.MarketData.Calendars;
using Quant.Specs;

namespace Quant.Catalog.Series;

/// <summary>Which bars are wanted.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Adjustment">What raw prices are adjusted for.</param>
/// <param name="From">First exchange date; null: from the first bar.</param>
/// <param name="To">Last exchange date, inclusive; null: to the last bar.</param>
public sealed record BarQuery(
    Symbol Symbol,
    Interval Interval,
    AdjustmentMode Adjustment,
    DateOnly? From = null,
    DateOnly? To = null
);

/// <summary>One consistent snapshot of everything that decides a series of bars: its files, actions and calendar.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Calendar">When the instrument trades.</param>
/// <param name="StoredInterval">Interval of the files; shorter than asked for where bars are derived.</param>
/// <param name="Entries">The files, in time order.</param>
/// <param name="Actions">Splits and dividends that apply.</param>
/// <param name="FromTs">First time, microseconds UTC.</param>
/// <param name="ToTs">End, exclusive, microseconds UTC.</param>
public sealed record BarSource(
    BarQuery Query,
    ExchangeCalendar Calendar,
    Interval StoredInterval,
    IReadOnlyList<ManifestEntry> Entries,
    IReadOnlyList<CorporateAction> Actions,
    long FromTs,
    long ToTs
)
{
    /// <summary>Same fingerprint, same bars to the bit: content hashes of the files, actions, calendar and range.</summary>
    public Fingerprint Fingerprint { get; } =
        Fingerprint.Of(
            new
            {
                symbol = Query.Symbol,
                interval = Query.Interval,
                adjustment = Query.Adjustment,
                from = Query.From?.ToString("O"),
                to = Query.To?.ToString("O"),
                calendar = Calendar.Name,
                stored = StoredInterval,
                files = Entries.Select(entry => entry.ContentHash),
                actions = Actions.Select(action =>
                    new[] { action.LastDate.DayNumber, action.SplitFactor, action.DividendFactor }
                ),
            }
        );
}
