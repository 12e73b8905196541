using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The argument and options that every view of a recording has.</summary>
internal sealed class ViewOptions
{
    private readonly InputOptions _input;
    private readonly SliceOptions _slice = SliceOptions.Shown();
    private readonly FilterOptions _filter = new();

    private readonly Option<string?> _weight = ChoiceOption.Create(
        "--weight", "What a sample counts: 1, or its value in the event's unit (perf: the period, how many of the event passed since the one before); by default what suits the event.", [.. ViewNames.SampleWeights]);

    private readonly OutputOptions _output;

    /// <param name="formats">The names of the formats that the view can be written in; the first is the default.</param>
    public ViewOptions(params string[] formats)
        : this(new OutputOptions(formats))
    {
    }

    /// <param name="output">Where the view goes.</param>
    /// <param name="file">The argument that names the recording.</param>
    public ViewOptions(OutputOptions output, Argument<string>? file = null)
    {
        _output = output;
        _input = new InputOptions(file);
    }

    public void AddTo(Command command)
    {
        _input.AddTo(command);
        _slice.AddTo(command);
        _filter.AddTo(command);
        command.Add(_weight);
        _output.AddTo(command);
    }

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public ViewRequest Read(ParseResult parsed) => new()
    {
        Input = _input.Read(parsed),
        Slice = _slice.Read(parsed),
        Filter = _filter.Read(parsed),
        Weight = parsed.GetValue(_weight) switch
        {
            null => null,
            "count" => SampleWeight.Count,
            _ => SampleWeight.Value,
        },
        Output = _output.Read(parsed),
    };
}
