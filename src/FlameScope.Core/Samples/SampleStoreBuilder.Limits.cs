using FlameScope.Columns;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    private const int BytesPerRow = 12 + HashIndex.BytesPerRow;
    private const int BytesPerSample = 20;

    /// <summary>How large the store may grow; checked by <see cref="ThrowIfOverLimits()"/>.</summary>
    public StoreLimits Limits { get; init; } = new();

    /// <summary>About how many bytes the content takes while it is being filled.</summary>
    internal long EstimatedBytes =>
        _strings.EstimatedBytes
        + ((long)(_frames.Rows.Length + _threads.Rows.Length + _stacks.Count) * BytesPerRow)
        + ((long)SampleCount * BytesPerSample) + ((long)_weights.Count * sizeof(long));

    /// <summary>Makes sure that the content is within <see cref="Limits"/>; formats call it every now and then.</summary>
    /// <exception cref="ProfileFormatException">A limit is passed; the message names it.</exception>
    public void ThrowIfOverLimits() => ThrowIfOverLimits(0);

    /// <param name="bytesBeside">Bytes that the caller holds beside the builder's own.</param>
    internal void ThrowIfOverLimits(long bytesBeside)
    {
        StoreLimits.Check("samples", SampleCount, Limits.MaxSamples, nameof(StoreLimits.MaxSamples));
        StoreLimits.Check("distinct strings", _strings.Count, Limits.MaxStrings, nameof(StoreLimits.MaxStrings));
        StoreLimits.Check("distinct frames", _frames.Rows.Length, Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
        StoreLimits.Check("distinct stacks", _stacks.Count, Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
        StoreLimits.Check("threads", _threads.Rows.Length, Limits.MaxThreads, nameof(StoreLimits.MaxThreads));
        StoreLimits.Check("bytes of samples and tables", EstimatedBytes + bytesBeside, Limits.MaxMemoryBytes, nameof(StoreLimits.MaxMemoryBytes));
    }
}
