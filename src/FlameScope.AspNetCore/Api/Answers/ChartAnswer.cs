using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A stack chart. Only the API's description knows this type: <see cref="ChartView"/> writes columns as they are.</summary>
internal sealed record ChartAnswer
{
    [Description("Name of the event shown; all where several are shown together.")]
    public required string Event { get; init; }

    [Description("What the values count, such as samples, ns or bytes.")]
    public required string Unit { get; init; }

    [Description("Start of the chart, in nanoseconds from the whole second of the first sample, as all times here.")]
    public required long From { get; init; }

    [Description("End of the chart.")]
    public required long To { get; init; }

    public required Coverage Coverage { get; init; }

    [Description("How many threads of the slice have no lane.")]
    public required int ThreadsLeftOut { get; init; }

    [Description("The threads, the busiest first.")]
    public required IReadOnlyList<ChartLane> Lanes { get; init; }

    [Description("Kinds of code, which the column kind numbers.")]
    public required IReadOnlyList<string> Kinds { get; init; }

    [Description("Names of frames, which the column name numbers; -1 stands for short frames that were joined.")]
    public required IReadOnlyList<string> Names { get; init; }

    [Description("Modules, which the column module numbers.")]
    public required IReadOnlyList<string> Modules { get; init; }

    [Description("For each name: the name as the recording has it, where that is another, or else an empty string; left out where all are the same.")]
    public IReadOnlyList<string>? RawNames { get; init; }

    [Description("Source files; left out, as fileOf and lineOf, where none is known.")]
    public IReadOnlyList<string>? Files { get; init; }

    [Description("For each name: the number of its file, -1 where that is not known.")]
    public IReadOnlyList<int>? FileOf { get; init; }

    [Description("For each name: the line of its file, from 1; 0 where that is not known.")]
    public IReadOnlyList<int>? LineOf { get; init; }

    [Description("One number for each frame, lane after lane, each directly before those that it called: name, module, kind, depth, start, end, value.")]
    public required IReadOnlyDictionary<string, double[]> Data { get; init; }
}

/// <summary>One thread of a stack chart: its frames are those from first up to end.</summary>
internal sealed record ChartLane(string Name, int Process, int Thread, int Samples, long Value, int First, int End, int Levels);
