using Quant.Client.Cli.Output;
using Quant.Client.Web.Contracts;
using Quant.Specs;
using Spectre.Console;

namespace Quant.Client.Cli.Verbs.Bars;

/// <summary>Backfills as a table.</summary>
internal static class BackfillTable
{
    /// <summary>Characters of an id that are shown, and enough to name it.</summary>
    public const int IdLength = 8;

    public static void Show(IAnsiConsole console, IReadOnlyList<BackfillDto> backfills)
    {
        TextGrid.Show(
            console,
            ["id", "symbol", "interval", "from", "to", "state", ">windows", ">bars", ">new", ">revised", ">refused"],
            backfills.Select(backfill =>
                (string[])
                    [
                        backfill.Id[..IdLength],
                        backfill.Symbol,
                        backfill.Interval,
                        UnixMicros.Format(backfill.FromTs)[..10],
                        UnixMicros.Format(backfill.ToTs)[..10],
                        backfill.Phase.ToString().ToLowerInvariant(),
                        $"{backfill.WindowsDone}/{backfill.WindowsTotal}",
                        Numbers.Count(backfill.Bars),
                        Numbers.Count(backfill.Added),
                        Numbers.Count(backfill.Revised),
                        Numbers.Count(backfill.Refused),
                    ]
            ),
            "No backfills."
        );
        foreach (var backfill in backfills.Where(backfill => backfill.Note is not null))
        {
            console.WriteLine($"{backfill.Symbol}: {backfill.Note}");
        }
    }
}
