using Quant.MarketData.Bars;
using Quant.Specs;

namespace Quant.MarketData.Providers.Actions;

/// <summary>A split or dividend as it was announced.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="ExDate">First session, in the exchange's zone, that trades without it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="OldShares">Of a split: shares before, 1 of a 7-for-1; else 1.</param>
/// <param name="NewShares">Of a split: shares after, 7 of a 7-for-1; else 1.</param>
/// <param name="Cash">Of a cash dividend: currency units per share held before the ex-date; else 0.</param>
/// <param name="Source">The provider or file it comes from.</param>
public sealed record AnnouncedAction(
    Symbol Symbol,
    DateOnly ExDate,
    ActionKind Kind,
    double OldShares,
    double NewShares,
    double Cash,
    string Source
)
{
    /// <summary>Refuses numbers that no split or dividend has.</summary>
    /// <param name="field">The action's place, for the error.</param>
    /// <exception cref="BadInputException">Shares that are not finite and above 0, or cash that is not finite and 0 or more.</exception>
    public void Check(string field)
    {
        RequireShares($"{field}.oldShares", OldShares);
        RequireShares($"{field}.newShares", NewShares);
        if (!(Cash >= 0 && double.IsFinite(Cash)))
        {
            throw new BadInputException($"{field}.cash", Cash, "a finite number, 0 or more");
        }
    }

    private static void RequireShares(string field, double shares)
    {
        if (!(shares > 0 && double.IsFinite(shares)))
        {
            throw new BadInputException(field, shares, "a finite number above 0");
        }
    }
}

/// <summary>Kinds of corporate actions that change what a share is worth.</summary>
public enum ActionKind
{
    /// <summary>Forward or reverse split, or a stock dividend.</summary>
    Split,

    /// <summary>Dividend in cash.</summary>
    CashDividend,
}
