using System.CommandLine;
using System.CommandLine.Parsing;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line has that the command does not know, with the nearest that it does.</summary>
internal static class UnknownWords
{
    private const string HasNoOption = " has no option ";

    /// <summary>The errors of a command line, unknown words said better.</summary>
    public static IEnumerable<string> ErrorsOf(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] misspelt = [.. parsed.Errors.Select(error => error.Message).Where(message => message.Contains(HasNoOption, StringComparison.Ordinal))];
        string[] options = [.. parsed.UnmatchedTokens.Where(IsOption)];
        if (misspelt.Length + options.Length > 0)
        {
            // The words after an unknown option are its values, most likely.
            return misspelt.Concat(options.Select(option => Option(option, command)));
        }

        // Without a command of that name, the first word is taken for a file.
        if (command is RootCommand root && parsed.UnmatchedTokens.Count > 0 && parsed.Tokens is [var first, ..] && !File.Exists(first.Value))
        {
            return [CommandOrFile(first.Value, root)];
        }

        return parsed.UnmatchedTokens.Count == 0
            ? parsed.Errors.Select(error => error.Message)
            : parsed.Errors.Where(error => !parsed.UnmatchedTokens.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal)))
                .Select(error => error.Message)
                .Concat(parsed.UnmatchedTokens.Select(word => $"'{word}' is one word too many for {NameOf(command)}."));
    }

    /// <summary>Makes sure that a misspelt option of a command, or of those below it, is not taken for a file.</summary>
    public static void RefuseOptionsAsArguments(Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                if (result.Tokens.Select(token => token.Value).FirstOrDefault(text => IsOption(text) && !File.Exists(text)) is string option)
                {
                    result.AddError(Option(option, command));
                }
            });
        }

        foreach (Command inner in command.Subcommands)
        {
            RefuseOptionsAsArguments(inner);
        }
    }

    public static string Option(string text, Command command)
    {
        string name = text.Split('=', ':')[0];
        IEnumerable<string> known = command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name));
        return $"{NameOf(command)}{HasNoOption}'{name}'.{NearestWord.Hint(name, known.Append("--help"))}";
    }

    /// <summary>That a word is neither a command nor a file.</summary>
    public static string CommandOrFile(string word, Command root) =>
        $"there is no command '{word}', and no such file.{NearestWord.Hint(word, root.Subcommands.Select(command => command.Name))}";

    /// <summary>That a word is no command.</summary>
    public static string Command(string word, Command root) =>
        $"there is no command '{word}'.{NearestWord.Hint(word, root.Subcommands.Select(command => command.Name))}";

    private static string NameOf(Command command) => command is RootCommand ? CommandLine.Name : $"{CommandLine.Name} {command.Name}";

    private static bool IsOption(string word) => word is ['-', _, ..] && !char.IsAsciiDigit(word[1]);
}
