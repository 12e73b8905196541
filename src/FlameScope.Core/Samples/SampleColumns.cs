namespace FlameScope.Samples;

/// <summary>The columns of a block, sorted by time; whoever makes the block hands them over.</summary>
internal sealed class SampleColumns
{
    public required long[] Times { get; init; }

    public required StackId[] Stacks { get; init; }

    public required ThreadId[] Threads { get; init; }

    public required ushort[] EventKinds { get; init; }

    public required short[] Cpus { get; init; }

    public required long[] Weights { get; init; }

    public required long UniformWeight { get; init; }

    public required long[] Durations { get; init; }

    public required LabelSetId[] Labels { get; init; }

    public required ulong[]? Idle { get; init; }

    public required ulong[]? Waiting { get; init; }
}
