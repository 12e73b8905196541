namespace FlameScope.Formats.NetTrace;

/// <summary>Where a sampled thread was.</summary>
internal enum SampleState : byte
{
    /// <summary>In managed code, or the sampler does not know.</summary>
    Managed,

    /// <summary>Out of managed code: it waited, slept or ran native code.</summary>
    External,

    /// <summary>On a CPU, wherever its code comes from.</summary>
    OnCpu,
}

/// <summary>The number that stands for a sample's stack until all names are known: the row of its raw stack, and where its thread was.</summary>
internal readonly record struct RawStackNumber(int Value)
{
    private const int StateBits = 2;

    /// <summary>The most rows that numbers are enough for.</summary>
    public const int MaxRows = int.MaxValue >> StateBits;

    public RawStackNumber(int row, SampleState state)
        : this((row << StateBits) | (int)state)
    {
    }

    public int Row => Value >> StateBits;

    public SampleState State => (SampleState)(Value & ((1 << StateBits) - 1));
}
