using System.Runtime.CompilerServices;

namespace FlameScope.Samples;

/// <summary>Everything of a profile but its samples: the tables that their ids point into, and what holds for the whole.</summary>
internal sealed record ProfileTables
{
    // Parent and frame, and what views keep of each node in their working memory.
    private const int BytesPerStack = 20;

    public required Utf8Table Strings { get; init; }

    public required Frame[] Frames { get; init; }

    public required StackTrie Stacks { get; init; }

    public required ProfiledThread[] Threads { get; init; }

    public required EventKind[] EventKinds { get; init; }

    public required Label[] Labels { get; init; }

    /// <summary>Sorted by start.</summary>
    public required Marker[] Markers { get; init; }

    public required ProfileHeader Header { get; init; }

    public required TimeAxis TimeAxis { get; init; }

    public required LoadReport Report { get; init; }

    /// <summary>About how many bytes the tables take.</summary>
    public long EstimatedBytes =>
        Strings.EstimatedBytes
        + ((long)Stacks.Count * BytesPerStack)
        + ((long)Frames.Length * Unsafe.SizeOf<Frame>())
        + ((long)Threads.Length * Unsafe.SizeOf<ProfiledThread>())
        + ((long)Labels.Length * Unsafe.SizeOf<Label>())
        + ((long)Markers.Length * Unsafe.SizeOf<Marker>());
}
