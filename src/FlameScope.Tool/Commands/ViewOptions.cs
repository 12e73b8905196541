using System.CommandLine;

namespace FlameScope.Tool.Commands;

/// <summary>The argument and options that every view of a recording has.</summary>
internal sealed class ViewOptions
{
    private readonly Argument<string> _file = FileArgument();

    private readonly Option<long?> _from = new("--from")
    {
        HelpName = "SECONDS",
        Description = "Where the slice starts, in seconds of the heat map (0 is the whole second of the first sample).",
        CustomParser = Seconds.Parse,
    };

    private readonly Option<long?> _to = new("--to")
    {
        HelpName = "SECONDS",
        Description = "Where the slice ends; a sample at exactly this time belongs to the next slice.",
        CustomParser = Seconds.Parse,
    };

    private readonly Option<string?> _event = new("--event")
    {
        HelpName = "NAME|all",
        Description = "The kind of event to show; without it, the first kind that the recording has.",
    };

    private readonly Option<bool> _idle = new("--idle") { Description = "Show idle CPUs as well." };

    private readonly Option<string?> _format;

    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Write to a file, whole or not at all; its extension chooses the format where --format does not.",
    };

    /// <param name="formats">The names of the formats that the view can be written in; the first is the default.</param>
    public ViewOptions(params string[] formats)
    {
        Formats = formats;
        _format = new Option<string?>("--format")
        {
            HelpName = string.Join('|', formats),
            Description = "The format of the output; text by default.",
        };
        _format.AcceptOnlyFromAmong(formats);
    }

    public IReadOnlyList<string> Formats { get; }

    public static Argument<string> FileArgument() => new("FILE")
    {
        Description = "The recording: perf script text, plain, gzip or zstd; - for standard input.",
    };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_from);
        command.Add(_to);
        command.Add(_event);
        command.Add(_idle);
        command.Add(_format);
        command.Add(_output);
    }

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public ViewRequest Read(ParseResult parsed)
    {
        ViewRequest request = new()
        {
            File = parsed.GetRequiredValue(_file),
            From = parsed.GetValue(_from),
            To = parsed.GetValue(_to),
            Event = parsed.GetValue(_event),
            IncludeIdle = parsed.GetValue(_idle),
            Output = parsed.GetValue(_output) is not "-" and string output ? output : null,
            Format = "",
        };
        if (request.From > request.To)
        {
            throw new UsageException(
                $"--from {Seconds.Exact(request.From.Value)} lies behind --to {Seconds.Exact(request.To.Value)}.");
        }

        if (request.Event is "" || request.Output is "" || request.File is "")
        {
            throw new UsageException("FILE, --event and --output cannot be empty.");
        }

        return request with { Format = parsed.GetValue(_format) ?? FormatOf(request.Output) };
    }

    private string FormatOf(string? output)
    {
        string format = Path.GetExtension(output)?.ToUpperInvariant() switch
        {
            ".JSON" => "json",
            ".SVG" => "svg",
            ".FOLDED" => "folded",
            _ => "text",
        };
        return Formats.Contains(format)
            ? format
            : throw new UsageException($"'{output}' asks for the format {format}, which this view does not have; it has {string.Join(", ", Formats)}.");
    }
}
