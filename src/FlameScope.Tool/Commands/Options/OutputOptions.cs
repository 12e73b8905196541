using System.CommandLine;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The options that say where output goes, in which format, and how drawings look.</summary>
internal sealed class OutputOptions
{
    private const string Json = "json";

    private readonly string[] _formats;
    private readonly Option<string?> _format;
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON: the same as --format json." };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Write to a file, whole or not at all; its extension chooses the format where --format does not.",
    };

    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The heading of an SVG." };

    private readonly Option<string?> _width = new("--width")
    {
        HelpName = "PIXELS",
        Description = $"The width of an SVG, {SvgFlameGraphOptions.MinWidth} or more.",
    };

    private readonly Option<string?> _theme = ChoiceOption.Create(
        "--theme", "The colours of an SVG; auto, the default, goes by the reader's system.", "auto", "light", "dark");

    private readonly Option<bool> _icicle = new("--icicle") { Description = "Draw an SVG of a flame graph with its root on top." };

    /// <param name="formats">The names of the formats that the view can be written in; the first is the default.</param>
    public OutputOptions(params string[] formats)
    {
        _formats = formats;
        _format = ChoiceOption.Create("--format", $"The format of the output; {formats[0]} by default.", formats);
    }

    /// <summary>Whether the view is a flame graph, which can be drawn upside down.</summary>
    public bool HasIcicle { get; init; } = true;

    public void AddTo(Command command)
    {
        command.Add(_format);
        if (_formats.Contains(Json))
        {
            command.Add(_json);
        }

        command.Add(_output);
        if (_formats.Contains("svg"))
        {
            command.Add(_title);
            command.Add(_width);
            command.Add(_theme);
            if (HasIcicle)
            {
                command.Add(_icicle);
            }
        }
    }

    /// <exception cref="UsageException">The options contradict each other, or the output's name asks for what the view does not have.</exception>
    public OutputRequest Read(ParseResult parsed)
    {
        string? file = parsed.GetValue(_output);
        if (file is "")
        {
            throw new UsageException("--output cannot be empty.");
        }

        file = file == "-" ? null : file;
        string? format = parsed.GetValue(_format);
        if (parsed.GetValue(_json) && format is not null and not Json)
        {
            throw new UsageException($"--json and --format {format} exclude each other.");
        }

        format = parsed.GetValue(_json) ? Json : format ?? FormatOf(file);
        return new OutputRequest(format, file, ReadDrawing(parsed, format));
    }

    private ExportOptions ReadDrawing(ParseResult parsed, string format)
    {
        Option? drawn = new Option[] { _title, _width, _theme, _icicle }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        if (drawn is not null && format != "svg")
        {
            throw new UsageException($"{drawn.Name} is for SVG; the output is {format}. --format svg or -o FILE.svg draws one.");
        }

        int? width = Numbers.Positive(parsed, _width);
        return width < SvgFlameGraphOptions.MinWidth
            ? throw new UsageException($"--width {width} is too narrow: expected {SvgFlameGraphOptions.MinWidth} or more.")
            : new ExportOptions
            {
                Title = parsed.GetValue(_title),
                Width = width,
                Theme = (SvgTheme)ChoiceOption.Read(parsed, _theme),
                IsIcicle = parsed.GetValue(_icicle),
                DiffWidth = FlameDiffWidth.Both,
            };
    }

    private string FormatOf(string? file)
    {
        string extension = Path.GetExtension(file) ?? "";
        if (extension.Length is 0 or 1 || (_formats[0] == ViewOutput.Text && extension.Equals(".txt", StringComparison.OrdinalIgnoreCase)))
        {
            return _formats[0];
        }

        ExportFormat? named = KnownFormats.Writers
            .Where(known => file!.EndsWith(known.Extension, StringComparison.OrdinalIgnoreCase))
            .MaxBy(known => known.Extension.Length);
        string asked = named is null ? $"'{extension}' is the extension of no format" : $"'{file}' asks for the format {named.Name}";
        return named is not null && _formats.Contains(named.Name)
            ? named.Name
            : throw new UsageException($"{asked} that this view has; it has {string.Join(", ", _formats)}, which --format chooses whatever the file is called.");
    }
}
