using System.CommandLine;

namespace FlameScope.Tool.Cli;

/// <summary>An option whose value is one of a few names, in any case.</summary>
internal static class ChoiceOption
{
    /// <param name="name">The option.</param>
    /// <param name="description">What it chooses.</param>
    /// <param name="choices">The names, in the order of the enumeration that they stand for; the first is the default.</param>
    public static Option<string?> Create(string name, string description, params string[] choices)
    {
        Option<string?> option = new(name)
        {
            HelpName = string.Join('|', choices),
            Description = description,
            CustomParser = argument =>
            {
                string text = argument.Tokens.Count == 0 ? "" : argument.Tokens[0].Value;
                string? choice = Array.Find(choices, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
                if (choice is null)
                {
                    argument.AddError($"'{text}' is no value of {name}: expected {string.Join(", ", choices)}.{NearestWord.Hint(text, choices)}");
                }

                return choice;
            },
        };
        option.CompletionSources.Add(choices);
        return option;
    }

    /// <summary>The place of the chosen name; 0 where none was chosen.</summary>
    public static byte Read(ParseResult parsed, Option<string?> option) =>
        (byte)Math.Max(0, Array.IndexOf(option.HelpName!.Split('|'), parsed.GetValue(option)));
}
