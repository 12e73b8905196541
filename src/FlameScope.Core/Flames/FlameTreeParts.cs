using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

/// <summary>What a builder hands over to a tree; nodes are in their final order already.</summary>
internal sealed class FlameTreeParts
{
    public required Utf8Table Names { get; init; }

    public required StringId[] NodeNames { get; init; }

    public required StringId[] NodeModules { get; init; }

    public required byte[] Kinds { get; init; }

    public required int[] Parents { get; init; }

    public required int[] Depths { get; init; }

    public required int[] SubtreeEnds { get; init; }

    public required long[] Selfs { get; init; }

    public required long[] Totals { get; init; }

    public required Coverage Coverage { get; init; }

    public required TimeRange? Range { get; init; }

    public required string EventName { get; init; }
}
