namespace FlameScope.Samples;

/// <summary>What a builder hands over to a store; columns are sorted by time already.</summary>
internal sealed class SampleStoreParts
{
    public required Utf8Table Strings { get; init; }

    public required Frame[] Frames { get; init; }

    public required StackTrie Stacks { get; init; }

    public required ProfiledThread[] ThreadTable { get; init; }

    public required StringId[] EventTable { get; init; }

    public required long[] Times { get; init; }

    public required StackId[] SampleStacks { get; init; }

    public required ThreadId[] SampleThreads { get; init; }

    public required ushort[] SampleEvents { get; init; }

    public required short[] Cpus { get; init; }

    public required long[] Weights { get; init; }

    public required long UniformWeight { get; init; }

    /// <summary>What seconds are counted from, where it is not a matter of these samples alone.</summary>
    public long? Origin { get; init; }

    public required ProfileHeader Header { get; init; }

    public required TimeAxis TimeAxis { get; init; }

    public required LoadReport Report { get; init; }
}
