using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>How reading the profile went.</summary>
internal sealed record InfoReport
{
    public required long Lines { get; init; }

    [Description("Events that could not be read.")]
    public required long Unparsed { get; init; }

    [Description("Events that the profiler lost while it recorded.")]
    public required long Lost { get; init; }

    [Description("Samples that the file says its writer left out, such as those of idle CPUs, or of the threads that made the recording; they are in no other number.")]
    public required long LeftOut { get; init; }

    [Description("Whether the file ends early.")]
    public required bool IsTruncated { get; init; }

    [Description("The first lines that could not be read: where, what was expected, what was found.")]
    public required IReadOnlyList<string> Diagnostics { get; init; }

    [Description("Modules whose samples have no names, with the reason and what to do.")]
    public required IReadOnlyList<string> Symbols { get; init; }

    public static InfoReport Of(LoadReport report) => new()
    {
        Lines = report.LinesRead,
        Unparsed = report.Unparsed,
        Lost = report.Lost,
        LeftOut = report.LeftOut,
        IsTruncated = report.IsTruncated,
        Diagnostics = [.. report.Diagnostics.Select(static diagnostic => diagnostic.ToString())],

        // Where the server keeps its symbols is not told.
        Symbols = [.. report.SymbolNotes.Where(static note => note.Module.Length > 0).Select(static note => (note with { File = "" }).ToString())],
    };
}
