using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The argument and options that every view of a recording has.</summary>
internal sealed class ViewOptions
{
    private readonly Argument<string> _file;
    private readonly SliceOptions _slice;
    private readonly FilterOptions _filter = new();
    private readonly Option<string?> _weight = WeightOption();

    private readonly Option<string?> _format;

    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Write to a file, whole or not at all; its extension chooses the format where --format does not.",
    };

    /// <param name="formats">The names of the formats that the view can be written in; the first is the default.</param>
    public ViewOptions(params string[] formats)
        : this(FileArgument(), formats)
    {
    }

    /// <param name="file">The argument that names the recording.</param>
    /// <param name="formats">The names of the formats that the view can be written in; the first is the default.</param>
    public ViewOptions(Argument<string> file, params string[] formats)
        : this(file, SliceOptions.Shown(), formats)
    {
    }

    private ViewOptions(Argument<string> file, SliceOptions slice, string[] formats)
    {
        _file = file;
        _slice = slice;
        Formats = formats;
        _format = ChoiceOption.Create("--format", $"The format of the output; {formats[0]} by default.", formats);
    }

    public IReadOnlyList<string> Formats { get; }

    /// <summary>The options of a view whose format may be named by <c>--to</c>.</summary>
    public static ViewOptions WithFormatBehindTo(params string[] formats) => new(FileArgument(), SliceOptions.OrFormat(formats), formats);

    public static Option<string?> WeightOption() => ChoiceOption.Create(
        "--weight", "What a sample counts: 1, or its value in the event's unit (perf: the period, how many of the event passed since the one before); by default what suits the event.", "count", "period", "value");

    /// <summary>The chosen weight; <see langword="null"/> for what suits the event.</summary>
    public static SampleWeight? ReadWeight(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        "count" => SampleWeight.Count,
        _ => SampleWeight.Value,
    };

    public static Argument<string> FileArgument() => new("FILE")
    {
        Description = "The recording: perf script text, plain, gzip or zstd; - for standard input.",
    };

    public void AddTo(Command command)
    {
        command.Add(_file);
        _slice.AddTo(command);
        _filter.AddTo(command);
        command.Add(_weight);
        command.Add(_format);
        command.Add(_output);
    }

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public ViewRequest Read(ParseResult parsed)
    {
        string file = parsed.GetRequiredValue(_file);
        string? output = parsed.GetValue(_output);
        if (file is "" || output is "")
        {
            throw new UsageException("FILE and --output cannot be empty.");
        }

        output = output == "-" ? null : output;
        return new ViewRequest
        {
            File = file,
            Slice = _slice.Read(parsed),
            Filter = _filter.Read(parsed),
            Weight = ReadWeight(parsed, _weight),
            Output = output,
            Format = parsed.GetValue(_format) ?? _slice.FormatIn(parsed) ?? FormatOf(output),
        };
    }

    private string FormatOf(string? output)
    {
        string name = Path.GetFileName(output)?.ToUpperInvariant() ?? "";
        string format = Path.GetExtension(name) switch
        {
            _ when name.EndsWith(".SPEEDSCOPE.JSON", StringComparison.Ordinal) => "speedscope",
            ".JSON" => "json",
            ".SVG" => "svg",
            ".FOLDED" => "folded",
            ".CSV" => "csv",
            _ => Formats[0],
        };
        return Formats.Contains(format)
            ? format
            : throw new UsageException($"'{output}' asks for the format {format}, which this view does not have; it has {string.Join(", ", Formats)}.");
    }
}
