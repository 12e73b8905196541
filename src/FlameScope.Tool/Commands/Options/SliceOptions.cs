using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Two options that name a slice of time.</summary>
internal sealed class SliceOptions
{
    private readonly Option<long?> _from;
    private readonly Option<long?> _to;

    private IReadOnlyList<string> _formats = [];

    private SliceOptions(string from, string fromDescription, string to, string toDescription)
    {
        _from = new Option<long?>(from) { HelpName = "SECONDS", Description = fromDescription, CustomParser = Seconds.Parse };
        _to = new Option<long?>(to) { HelpName = "SECONDS", Description = toDescription, CustomParser = Seconds.Parse };
    }

    /// <summary>The slice that a view shows.</summary>
    public static SliceOptions Shown() => new(
        "--from",
        "Where the slice starts, in seconds of the heat map (0 is the whole second of the first sample).",
        "--to",
        "Where the slice ends; a sample at exactly this time belongs to the next slice.");

    /// <summary>The slice that is converted: behind <c>--to</c> may stand a format, for that is how people say it.</summary>
    public static SliceOptions OrFormat(IReadOnlyList<string> formats)
    {
        SliceOptions options = Shown();
        options._formats = formats;
        options._to.HelpName = "SECONDS|FORMAT";
        options._to.Description = $"Where the slice ends; or what to convert to, as with --format: {string.Join(", ", formats)}.";
        options._to.CustomParser = argument => formats.Contains(argument.Tokens[0].Value) ? 0 : Seconds.Parse(argument);
        return options;
    }

    /// <summary>The slice that another is compared with.</summary>
    public static SliceOptions Baseline() => new(
        "--base-from",
        "Where the slice to compare with starts, in seconds of its recording's heat map.",
        "--base-to",
        "Where the slice to compare with ends.");

    public void AddTo(Command command)
    {
        command.Add(_from);
        command.Add(_to);
    }

    /// <summary>The format that stands in place of the slice's end.</summary>
    public string? FormatIn(ParseResult parsed) =>
        parsed.GetResult(_to)?.Tokens is [var token] && _formats.Contains(token.Value) ? token.Value : null;

    /// <exception cref="UsageException">The slice ends before it starts.</exception>
    public Slice Read(ParseResult parsed)
    {
        Slice slice = new(parsed.GetValue(_from), FormatIn(parsed) is null ? parsed.GetValue(_to) : null);
        return slice.From > slice.To
            ? throw new UsageException($"{_from.Name} {TimeText.Seconds(slice.From.Value)} lies behind {_to.Name} {TimeText.Seconds(slice.To.Value)}.")
            : slice;
    }
}
