namespace FlameScope.Tool.Cli;

/// <summary>Patterns of names, as people type them.</summary>
internal static class Patterns
{
    /// <summary>The syntax in one line, for help.</summary>
    public const string Syntax = "a part of the name, =NAME (the whole name), /REGEX/ or /REGEX/i";

    private const string Leaf = "leaf:";
    private const string Root = "root:";
    private const string Module = "module:";

    /// <exception cref="UsageException">The text is no pattern.</exception>
    public static TextPattern Name(string option, string text)
    {
        try
        {
            return TextPattern.Parse(text);
        }
        catch (ArgumentException error)
        {
            string reason = text.Length == 0 ? "it is empty." : UsageException.ReasonOf(error);
            throw new UsageException($"'{text}' is no pattern for {option}: {reason}", error);
        }
    }

    /// <summary>Reads a pattern of frames: of names of functions, or behind <c>leaf:</c>, <c>root:</c> and <c>module:</c> more special.</summary>
    /// <exception cref="UsageException">The text is no pattern.</exception>
    public static FramePattern Frame(string option, string text)
    {
        string name = text;
        FramePosition position = FramePosition.Anywhere;
        FrameTarget target = FrameTarget.Symbol;
        while (true)
        {
            if (position == FramePosition.Anywhere && name.StartsWith(Leaf, StringComparison.Ordinal))
            {
                position = FramePosition.Leaf;
                name = name[Leaf.Length..];
            }
            else if (position == FramePosition.Anywhere && name.StartsWith(Root, StringComparison.Ordinal))
            {
                position = FramePosition.Root;
                name = name[Root.Length..];
            }
            else if (target == FrameTarget.Symbol && name.StartsWith(Module, StringComparison.Ordinal))
            {
                target = FrameTarget.Module;
                name = name[Module.Length..];
            }
            else
            {
                return new FramePattern(Name(option, name)) { Position = position, Target = target };
            }
        }
    }
}
