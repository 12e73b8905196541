using System.ComponentModel;
using FlameScope.AspNetCore.Catalog;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A file that is served.</summary>
internal sealed record ListedProfile
{
    [Description("What other requests call it: its path inside its folder.")]
    public required string Name { get; init; }

    [Description("The format that reads it, such as \"perf script\"; null where none does.")]
    public required string? Format { get; init; }

    [Description("What times it has: \"clock\", \"deltas\" or \"none\" (flame graphs only); null where that is known only once it is loaded.")]
    public required string? TimeAxis { get; init; }

    [Description("Size of the file.")]
    public required long Bytes { get; init; }

    [Description("Time of the last change, UTC.")]
    public required DateTime Modified { get; init; }

    public static ListedProfile Of(ProfileEntry entry, string? format, TimeAxis? axis) => new()
    {
        Name = entry.Name,
        Format = format,
        TimeAxis = axis is FlameScope.TimeAxis known ? ViewNames.NameOf(known) : null,
        Bytes = entry.Stamp.Length,
        Modified = entry.Stamp.ModifiedUtc,
    };
}
