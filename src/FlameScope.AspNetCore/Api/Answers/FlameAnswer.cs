using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A flame tree. Only the API's description knows this type: <see cref="FlameView"/> writes columns as they are.</summary>
internal record FlameAnswer
{
    [Description("Name of the event shown; all where several are added up.")]
    public required string Event { get; init; }

    [Description("What the values count, such as samples, ns or bytes.")]
    public required string Unit { get; init; }

    [Description("Start of the slice, in nanoseconds from the whole second of the first sample; null for the whole profile.")]
    public required long? From { get; init; }

    [Description("End of the slice.")]
    public required long? To { get; init; }

    public required long Total { get; init; }

    public required int MaxDepth { get; init; }

    public required Coverage Coverage { get; init; }

    [Description("Kinds of code, which the column kind numbers.")]
    public required IReadOnlyList<string> Kinds { get; init; }

    [Description("Names of frames, which the column name numbers.")]
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

    [Description("One number for each node in depth-first order: name, module, kind, depth (0 is the root), self, total.")]
    public required IReadOnlyDictionary<string, double[]> Data { get; init; }
}
