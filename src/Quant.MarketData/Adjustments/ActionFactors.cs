using Quant.MarketData.Calendars;
using Quant.MarketData.Providers.Actions;
using Quant.Specs;

namespace Quant.MarketData.Adjustments;

/// <summary>What announced actions come to.</summary>
/// <param name="Factors">One per session, by ascending date.</param>
/// <param name="Pending">
/// Dividends that no factor can be made of yet, and actions outside the calendar, by ex-date; ask again when the close is
/// there.
/// </param>
public sealed record DerivedFactors(IReadOnlyList<CorporateAction> Factors, IReadOnlyList<AnnouncedAction> Pending);

/// <summary>Makes the factors that prices are multiplied by of splits and dividends as they were announced.</summary>
public static class ActionFactors
{
    /// <summary>
    /// A split makes the factor old shares / new shares, a cash dividend 1 − cash / raw close, both of the session before
    /// the ex-date and for all prices up to it. Several splits of one date multiply, several dividends add up before they
    /// are divided; cash is per share held before the ex-date, and so is the close.
    /// </summary>
    /// <param name="actions">
    /// Actions of one symbol in any order of dates. Where several sources tell of one date and kind, only the one named
    /// first counts: nothing is paid twice because two tell of it.
    /// </param>
    /// <param name="closeBefore">
    /// Raw close, in shares of that day, of a session (the one before an ex-date, which is what it is asked for); null where
    /// it is unknown.
    /// </param>
    /// <param name="calendar">The symbol's sessions.</param>
    /// <exception cref="BadInputException">
    /// Actions of several symbols, numbers no action has, a close that is not above 0, or a dividend not below the close.
    /// </exception>
    public static DerivedFactors Derive(
        IReadOnlyList<AnnouncedAction> actions,
        Func<DateOnly, double?> closeBefore,
        ExchangeCalendar calendar
    )
    {
        for (var i = 0; i < actions.Count; i++)
        {
            actions[i].Check($"actions[{i}]");
            if (actions[i].Symbol != actions[0].Symbol)
            {
                throw new BadInputException($"actions[{i}].symbol", actions[i].Symbol, actions[0].Symbol.ToString());
            }
        }
        var pending = new List<AnnouncedAction>();
        var factors = new SortedDictionary<DateOnly, CorporateAction>();
        foreach (var date in actions.GroupBy(action => action.ExDate).OrderBy(group => group.Key))
        {
            if (SessionBefore(date.Key, calendar) is not { } session)
            {
                pending.AddRange(date);
                continue;
            }
            var splits = FirstSource(date.Where(action => action.Kind == ActionKind.Split));
            var dividends = FirstSource(date.Where(action => action.Kind == ActionKind.CashDividend));
            var split = splits.Aggregate(1.0, (product, action) => product * (action.OldShares / action.NewShares));
            var dividend = 1.0;
            if (dividends.Sum(action => action.Cash) is > 0 and var cash)
            {
                if (closeBefore(session) is { } close)
                {
                    dividend = DividendFactor(date.Key, cash, close);
                }
                else
                {
                    pending.AddRange(dividends);
                }
            }
            if (split != 1 || dividend != 1)
            {
                var before = factors.GetValueOrDefault(session);
                factors[session] = new CorporateAction(
                    actions[0].Symbol,
                    session,
                    split * (before?.SplitFactor ?? 1),
                    dividend * (before?.DividendFactor ?? 1)
                );
            }
        }
        return new DerivedFactors([.. factors.Values], pending);
    }

    private static List<AnnouncedAction> FirstSource(IEnumerable<AnnouncedAction> actions)
    {
        var all = actions.ToList();
        return [.. all.Where(action => action.Source == all[0].Source)];
    }

    private static double DividendFactor(DateOnly exDate, double cash, double close)
    {
        if (!(close > 0 && double.IsFinite(close)))
        {
            throw new BadInputException($"close before {exDate:O}", close, "a finite price above 0");
        }
        return cash < close
            ? 1 - cash / close
            : throw new BadInputException(
                $"dividend of {exDate:O}",
                cash,
                FormattableString.Invariant($"less than the close before it, {close}")
            );
    }

    /// <summary>The last session before a date; null where the calendar does not reach it.</summary>
    private static DateOnly? SessionBefore(DateOnly date, ExchangeCalendar calendar)
    {
        if (!calendar.Covers(date))
        {
            return null;
        }
        for (var day = date.AddDays(-1); calendar.Covers(day); day = day.AddDays(-1))
        {
            if (calendar.IsSession(day))
            {
                return day;
            }
        }
        return null;
    }
}
