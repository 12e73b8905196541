namespace FlameScope.Tool.Cli;

/// <summary>Filters as people type them, with the option they were typed for.</summary>
internal static class Patterns
{
    /// <summary>The syntax in one line, for help.</summary>
    public const string Syntax = "a part of the name, =NAME (the whole name), /REGEX/ or /REGEX/i";

    /// <exception cref="UsageException">The text is no pattern.</exception>
    public static TextPattern Name(string option, string text) => Read(option, text, FilterText.ParseName);

    /// <exception cref="UsageException">The text is no pattern.</exception>
    public static FramePattern Frame(string option, string text) => Read(option, text, FilterText.ParseFramePattern);

    /// <summary>Reads an option's value by one of the library's rules.</summary>
    /// <exception cref="UsageException">The text does not follow the rule.</exception>
    public static T Read<T>(string option, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"{option}: {UsageException.ReasonOf(error)}", error);
        }
    }
}
