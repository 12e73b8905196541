using System.CommandLine;
using System.CommandLine.Parsing;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Two options that name a slice of time.</summary>
internal sealed class SliceOptions
{
    private readonly Option<ProfileTime?> _from;
    private readonly Option<ProfileTime?> _to;

    private SliceOptions(string from, string fromDescription, string to, string toDescription)
    {
        _from = new Option<ProfileTime?>(from) { HelpName = "TIME", Description = fromDescription, CustomParser = Parse };
        _to = new Option<ProfileTime?>(to) { HelpName = "TIME", Description = toDescription, CustomParser = Parse };
    }

    /// <summary>The slice that a view shows.</summary>
    public static SliceOptions Shown() => new(
        "--from",
        "Where the slice starts: seconds of the heat map (7.2; 0 is the whole second of the first sample), the recording's own clock (@4625.3), "
            + "a time of day (19:42:21), or a date and time (2026-11-22T19:42:21Z); UTC without a zone.",
        "--to",
        "Where the slice ends, in the same forms; a sample at exactly this time belongs to the next slice.");

    /// <summary>The slice that another is compared with.</summary>
    public static SliceOptions Baseline() => new(
        "--base-from",
        "Where the slice to compare with starts, a time as for --from in its own recording.",
        "--base-to",
        "Where the slice to compare with ends.");

    public void AddTo(Command command)
    {
        command.Add(_from);
        command.Add(_to);
    }

    /// <exception cref="UsageException">The slice ends before it starts.</exception>
    public Slice Read(ParseResult parsed)
    {
        Slice slice = new(parsed.GetValue(_from), parsed.GetValue(_to));
        return slice is { From: ProfileTime from, To: ProfileTime to } && from.IsAfter(to)
            ? throw new UsageException($"{_from.Name} {from} lies after {_to.Name} {to}.")
            : slice;
    }

    private static ProfileTime? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens.Count == 0 ? "" : argument.Tokens[0].Value;
        if (ProfileTime.TryParse(text, out ProfileTime time))
        {
            return time;
        }

        string option = argument.Parent is OptionResult result ? result.Option.Name : argument.Argument.Name;
        string hint = ExportOptionNames.Contains(text) ? $" --format {text} chooses a format." : "";
        try
        {
            ProfileTime.Parse(text);
        }
        catch (ArgumentException error)
        {
            argument.AddError($"{option}: {error.Message}{hint}");
        }

        return null;
    }

    private static IEnumerable<string> ExportOptionNames => KnownFormats.Writers.Select(format => format.Name);
}
