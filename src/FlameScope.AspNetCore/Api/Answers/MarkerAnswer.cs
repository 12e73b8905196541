using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A marker. Only the API's description knows this type: the library writes markers as they are.</summary>
internal sealed record MarkerAnswer
{
    [Description("Its first instant, in nanoseconds from the whole second of the first sample.")]
    public required long Start { get; init; }

    [Description("The end of its span; its start where it is an instant.")]
    public required long End { get; init; }

    public required string Name { get; init; }

    [Description("What it is one of, such as gc; empty where that is not told.")]
    public required string Kind { get; init; }

    [Description("The name and id of the thread it happened on; null for no thread in particular.")]
    public required string? Thread { get; init; }

    public required string Text { get; init; }
}
