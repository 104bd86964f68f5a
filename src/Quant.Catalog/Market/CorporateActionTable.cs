using System.Globalization;
using Quant.Catalog.Storage;
using Quant.MarketData.Bars;
using Quant.MarketData.Providers.Actions;
using Quant.Specs;

namespace Quant.Catalog.Market;

/// <summary>
/// Splits and dividends as their sources announced them. What raw prices are multiplied by is made of them
/// (<see cref="MarketData.Adjustments.ActionFactors"/>) and kept in <see cref="AdjustmentTable"/>.
/// </summary>
public sealed class CorporateActionTable
{
    private const string DateForm = "yyyy-MM-dd";

    private static readonly StagingTable s_cells = new(
        "staged_corporate_action",
        [
            ("symbol", StagingKind.Text),
            ("ex_date", StagingKind.Text),
            ("kind", StagingKind.Text),
            ("source", StagingKind.Text),
            ("ordinal", StagingKind.Whole),
            ("old_shares", StagingKind.Number),
            ("new_shares", StagingKind.Number),
            ("cash", StagingKind.Number),
            ("recorded_at", StagingKind.Whole),
        ]
    );

    private readonly Database _database;
    private readonly TimeProvider _clock;

    internal CorporateActionTable(Database database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>
    /// What one source tells of a range of ex-dates, in one transaction: it replaces what that source had told of it.
    /// </summary>
    /// <param name="symbol">The instrument.</param>
    /// <param name="source">The source of all the actions.</param>
    /// <param name="from">First ex-date it was asked for.</param>
    /// <param name="to">Last ex-date, inclusive.</param>
    /// <param name="actions">Its answer; may be none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="BadInputException">
    /// An action of another instrument or source or outside the range, shares that are not above 0, or cash below 0.
    /// </exception>
    public Task ReplaceAsync(
        Symbol symbol,
        string source,
        DateOnly from,
        DateOnly to,
        IReadOnlyList<AnnouncedAction> actions,
        CancellationToken cancellation = default
    )
    {
        for (var i = 0; i < actions.Count; i++)
        {
            Check($"actions[{i}]", actions[i], symbol, source, from, to);
        }
        var now = UnixMicros.From(_clock.GetUtcNow());
        var rows = actions
            .GroupBy(action => (action.ExDate, action.Kind))
            .OrderBy(group => group.Key)
            .SelectMany(group => group.Select((action, ordinal) => Cells(action, ordinal, now)))
            .ToList();
        return _database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    DELETE FROM corporate_action
                    WHERE symbol = @symbol AND source = @source AND ex_date >= @from AND ex_date <= @to
                    """,
                    new
                    {
                        symbol = symbol.ToString(),
                        source,
                        from = Text(from),
                        to = Text(to),
                    }
                );
                if (rows.Count > 0)
                {
                    await session.InsertNewAsync(
                        "corporate_action",
                        "symbol, ex_date, kind, source, ordinal",
                        s_cells,
                        rows
                    );
                }
                return true;
            },
            cancellation
        );
    }

    /// <summary>All that was announced of an instrument, by ex-date, kind and source.</summary>
    public async Task<IReadOnlyList<AnnouncedAction>> ListAsync(
        Symbol symbol,
        CancellationToken cancellation = default
    ) =>
        await _database.ReadAsync(
            session =>
                session.ListAsync(
                    """
                    SELECT ex_date, kind, source, old_shares, new_shares, cash FROM corporate_action
                    WHERE symbol = @symbol ORDER BY ex_date, kind, source, ordinal
                    """,
                    new { symbol = symbol.ToString() },
                    row => new AnnouncedAction(
                        symbol,
                        DateOnly.ParseExact(row.Text("ex_date"), DateForm, CultureInfo.InvariantCulture),
                        row.Word<ActionKind>("kind"),
                        row.Number("old_shares"),
                        row.Number("new_shares"),
                        row.Number("cash"),
                        row.Text("source")
                    )
                ),
            cancellation
        );

    private static object?[] Cells(AnnouncedAction action, int ordinal, long now) =>
        [
            action.Symbol.ToString(),
            Text(action.ExDate),
            Words.Of(action.Kind),
            action.Source,
            (long)ordinal,
            action.OldShares,
            action.NewShares,
            action.Cash,
            now,
        ];

    private static void Check(
        string field,
        AnnouncedAction action,
        Symbol symbol,
        string source,
        DateOnly from,
        DateOnly to
    )
    {
        if (action.Symbol != symbol)
        {
            throw new BadInputException($"{field}.symbol", action.Symbol, symbol.ToString());
        }
        if (action.Source != source)
        {
            throw new BadInputException($"{field}.source", action.Source, source);
        }
        if (action.ExDate < from || action.ExDate > to)
        {
            throw new BadInputException($"{field}.exDate", Text(action.ExDate), $"{Text(from)} to {Text(to)}");
        }
        action.Check(field);
    }

    private static string Text(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);
}
