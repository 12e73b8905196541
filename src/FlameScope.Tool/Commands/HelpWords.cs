using System.CommandLine;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope help</c> and <c>flamescope help COMMAND</c>, which people type before they know of <c>--help</c>.</summary>
internal static class HelpWords
{
    private const string Help = "--help";

    /// <summary>The arguments with <c>--help</c> in place of the word.</summary>
    public static string[] Replace(string[] args, RootCommand root) => args switch
    {
        ["help"] => [Help],
        ["help", var command] when root.Subcommands.Any(known => known.Name == command) => [command, Help],
        _ => args,
    };

    /// <summary>The command as help lists it; what is no command gets here.</summary>
    public static Command Create(RootCommand root)
    {
        Argument<string[]> words = new("COMMAND") { Description = "The command to explain; without it, all of them.", Arity = ArgumentArity.ZeroOrMore };
        words.CompletionSources.Add(_ => root.Subcommands.Select(command => new System.CommandLine.Completions.CompletionItem(command.Name)));
        Command help = new("help", "Explain a command, or list all of them.") { words };
        help.SetAction(Refuse);
        return help;

        int Refuse(ParseResult parsed) => throw new Cli.UsageException(UnknownWords.Command(string.Join(' ', parsed.GetValue(words) ?? []), root));
    }
}
