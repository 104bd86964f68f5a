using System.Text.Json;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Actions;
using Quant.MarketData.Providers.Http;

namespace Quant.MarketData.Providers.Alpaca;

/// <summary>Reads the answer about corporate actions.</summary>
/// <remarks>
/// A forward or reverse split is <c>old_rate</c> shares that become <c>new_rate</c>; a stock dividend of <c>rate</c> makes
/// 1 + rate shares of one. A unit split takes a unit apart into a share and a warrant of other symbols: it ends its symbol
/// and adjusts nothing. Neither do spin-offs and mergers, which change a symbol's price for reasons of another one.
/// </remarks>
internal static class AlpacaActions
{
    public static AlpacaActionsAnswer Parse(ReadOnlySpan<byte> body, Symbol symbol) =>
        JsonShape.Read(
            body,
            answer =>
            {
                var actions =
                    answer.Field("corporate_actions")
                    ?? throw new MalformedAnswerException("expected a field corporate_actions");
                var token = answer.TextOrNull("next_page_token");
                return new AlpacaActionsAnswer(
                    [.. Of(actions, symbol).Where(action => action.Symbol == symbol)],
                    string.IsNullOrEmpty(token) ? null : token
                );
            }
        );

    private static IEnumerable<AnnouncedAction> Of(JsonElement actions, Symbol symbol)
    {
        foreach (var split in actions.Entries("forward_splits").Concat(actions.Entries("reverse_splits")))
        {
            yield return Split(split, SymbolOf(split, "symbol"), Rate(split, "old_rate"), Rate(split, "new_rate"));
        }
        foreach (var dividend in actions.Entries("stock_dividends"))
        {
            yield return Split(dividend, SymbolOf(dividend, "symbol"), 1, 1 + Rate(dividend, "rate"));
        }
        foreach (var dividend in actions.Entries("cash_dividends"))
        {
            // A dividend of nothing, announced and called off, changes no price.
            if (dividend.Number("rate") != 0)
            {
                yield return new AnnouncedAction(
                    SymbolOf(dividend, "symbol"),
                    dividend.Date("ex_date"),
                    ActionKind.CashDividend,
                    1,
                    1,
                    Rate(dividend, "rate"),
                    AlpacaAccess.Name
                );
            }
        }
    }

    private static AnnouncedAction Split(JsonElement entry, Symbol symbol, double before, double after) =>
        new(symbol, entry.Date("ex_date"), ActionKind.Split, before, after, 0, AlpacaAccess.Name);

    private static Symbol SymbolOf(JsonElement entry, string name)
    {
        try
        {
            return Symbol.Parse(entry.Text(name));
        }
        catch (Specs.BadInputException fault)
        {
            throw new MalformedAnswerException($"a symbol that is none in {name}", fault);
        }
    }

    private static double Rate(JsonElement entry, string name) =>
        entry.Number(name) is > 0 and var rate
            ? rate
            : throw new MalformedAnswerException($"expected a rate above 0 in {name}");
}

/// <summary>What an answer about corporate actions says.</summary>
/// <param name="Actions">In the order of the answer.</param>
/// <param name="NextPageToken">What to ask for next; null at the end.</param>
internal sealed record AlpacaActionsAnswer(IReadOnlyList<AnnouncedAction> Actions, string? NextPageToken);
