using System.Text;

namespace Quant.Client.Cli.Tests.Runs;

/// <summary>Command lines as a shell takes them apart, as far as examples need: quotes, pipes, redirections, variables.</summary>
internal static class Shell
{
    /// <summary>The words of each command of a pipeline.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Commands(string line)
    {
        var commands = new List<IReadOnlyList<string>>();
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, open) = ('\0', false);
        foreach (var c in line + " ")
        {
            if (quote != '\0')
            {
                (quote, _) = c == quote ? ('\0', word) : (quote, word.Append(c));
            }
            else if (c is '\'' or '"')
            {
                (quote, open) = (c, true);
            }
            else if (c is ' ' or '|')
            {
                if (word.Length > 0 || open)
                {
                    words.Add(word.ToString());
                }
                word.Clear();
                open = false;
                if (c == '|')
                {
                    commands.Add(Plain(words));
                    words = [];
                }
            }
            else
            {
                word.Append(c);
            }
        }
        commands.Add(Plain(words));
        return commands;
    }

    /// <summary>Without settings of variables before the command and redirections after it.</summary>
    private static List<string> Plain(List<string> words)
    {
        var command = words.SkipWhile(word => word.Contains('=') && char.IsAsciiLetterUpper(word[0])).ToList();
        for (var i = command.Count - 2; i > 0; i--)
        {
            if (command[i] is "<" or ">")
            {
                command.RemoveRange(i, 2);
            }
        }
        return command;
    }
}
