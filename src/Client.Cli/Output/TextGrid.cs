using Spectre.Console;

namespace Quant.Client.Cli.Output;

/// <summary>Rows under titles. A title that starts with <c>&gt;</c> belongs to a column of numbers, aligned right.</summary>
internal static class TextGrid
{
    private const char Right = '>';

    /// <param name="console">Where to.</param>
    /// <param name="titles">One per column.</param>
    /// <param name="rows">Cells as they are; nothing in them is markup.</param>
    /// <param name="none">What to say where there is no row.</param>
    public static void Show(
        IAnsiConsole console,
        IReadOnlyList<string> titles,
        IEnumerable<IReadOnlyList<string>> rows,
        string none
    )
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var title in titles)
        {
            var numbers = title.StartsWith(Right);
            var column = new TableColumn(Markup.Escape(numbers ? title[1..] : title));
            table.AddColumn(numbers ? column.RightAligned() : column);
        }
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }
        if (any)
        {
            console.Write(table);
        }
        else
        {
            console.WriteLine(none);
        }
    }
}
