using System.CommandLine;
using System.Globalization;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The options that say how stacks become a flame graph.</summary>
internal sealed class FlameOptions
{
    private readonly Option<string?> _root = ChoiceOption.Create(
        "--root", "What stands at the root of every stack; the command by default.", [.. ViewNames.RootGroupings]);

    private readonly Option<string?> _by = By();

    private readonly Option<bool> _splitKernel = new("--split-kernel")
    {
        Description = "Split stacks by where they ran: kernel or user.",
    };

    private readonly Option<string[]> _hide = Hide();

    private readonly Option<string[]> _fold = new("--fold")
    {
        HelpName = "PATTERN",
        Description = "Show nothing below these functions. Patterns as for --frame; may be repeated.",
    };

    private readonly Option<string?> _recursion = ChoiceOption.Create(
        "--merge-recursion", "Join a function with its own calls to itself: direct ones, or all; none by default.", "none", "direct", "all");

    private readonly Option<bool> _invert = new("--invert") { Description = "Leaf first: what ran, then who called it." };

    private readonly Option<string?> _maxDepth = new("--max-depth")
    {
        HelpName = "N",
        Description = "Show only so many frames of a stack.",
    };

    private readonly Option<string?> _minShare = new("--min-share")
    {
        HelpName = "PERCENT",
        Description = "Join what is narrower than this into 'other'.",
    };

    public static Option<string?> By() => ChoiceOption.Create(
        "--by",
        "What a frame stands for: a function (the default), the file it is in, its Java package, or its Node package.",
        [.. ViewNames.FrameGroupings]);

    public static Option<string[]> Hide() => new("--hide")
    {
        HelpName = "PATTERN",
        Description = "Take these functions out; what they called stands under what called them. Patterns as for --frame; may be repeated.",
    };

    /// <exception cref="UsageException">A value is no pattern.</exception>
    public static IReadOnlyList<FramePattern> ReadHide(ParseResult parsed, Option<string[]> hide) =>
        [.. (parsed.GetValue(hide) ?? []).Select(text => Patterns.Frame(hide.Name, text))];

    public void AddTo(Command command)
    {
        command.Add(_root);
        command.Add(_by);
        command.Add(_splitKernel);
        command.Add(_hide);
        command.Add(_fold);
        command.Add(_recursion);
        command.Add(_invert);
        command.Add(_maxDepth);
        command.Add(_minShare);
    }

    /// <exception cref="UsageException">A value is no number or pattern.</exception>
    public FlameTreeOptions Read(ParseResult parsed) => new()
    {
        Root = (RootGrouping)ChoiceOption.Read(parsed, _root),
        Frames = (FrameGrouping)ChoiceOption.Read(parsed, _by),
        SplitKernel = parsed.GetValue(_splitKernel),
        Hide = ReadHide(parsed, _hide),
        Fold = [.. (parsed.GetValue(_fold) ?? []).Select(text => Patterns.Frame(_fold.Name, text))],
        Recursion = (RecursionMerge)ChoiceOption.Read(parsed, _recursion),
        IsInverted = parsed.GetValue(_invert),
        MaxDepth = Numbers.Positive(parsed, _maxDepth),
        MinShare = ShareOf(parsed.GetValue(_minShare)),
    };

    private static double ShareOf(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        return double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            && percent <= 100
            ? percent / 100
            : throw new UsageException($"'{text}' is no share for --min-share: expected percents such as 0.5, up to 100.");
    }
}
