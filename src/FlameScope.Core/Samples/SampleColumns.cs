using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>The columns of a block, sorted by time; whoever makes the block hands them over. Arrays may have room after the last sample.</summary>
internal sealed class SampleColumns
{
    public required int Count { get; init; }

    public required long[] Times { get; init; }

    public required StackId[] Stacks { get; init; }

    public required ThreadId[] Threads { get; init; }

    public required ushort[] EventKinds { get; init; }

    /// <summary>Empty where no sample has one.</summary>
    public required short[] Cpus { get; init; }

    public required RareValues Weights { get; init; }

    public required RareValues Durations { get; init; }

    public required LabelSetId[] Labels { get; init; }

    public required ulong[]? Idle { get; init; }

    public required ulong[]? Waiting { get; init; }
}
