namespace FlameScope.Formats.PerfData;

/// <summary>All that was read of a recording, in the order of its files.</summary>
internal sealed class Recording
{
    public Recording(LoadContext context)
    {
        Features = new Features(Events);
        Context = context;
    }

    public EventTable Events { get; } = new();

    public Features Features { get; }

    public SampleLog Samples { get; } = new();

    public SideBandLog SideBand { get; } = new();

    public SwitchPayloads Switches { get; } = new();

    /// <summary>Whether it came through a pipe, where events are described before their samples.</summary>
    public bool IsPipe { get; set; }

    private LoadContext Context { get; }

    /// <exception cref="ProfileFormatException">A limit is passed; the message names it.</exception>
    public void ThrowIfOverLimits()
    {
        StoreLimits limits = Context.Limits;
        StoreLimits.Check("samples", Samples.Count, limits.MaxSamples, nameof(StoreLimits.MaxSamples));
        StoreLimits.Check("bytes of samples and records", Samples.EstimatedBytes + SideBand.EstimatedBytes, limits.MaxMemoryBytes, nameof(StoreLimits.MaxMemoryBytes));
    }
}
