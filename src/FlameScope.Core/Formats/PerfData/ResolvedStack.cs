namespace FlameScope.Formats.PerfData;

/// <summary>What a call chain turned out to be.</summary>
/// <param name="stack">The stack.</param>
/// <param name="space">The version of the maps that it holds for; <see cref="AnySpace"/> where it has no user's frames.</param>
/// <param name="from">The first instant at which it holds.</param>
/// <param name="until">The first instant at which it no longer does.</param>
/// <param name="unnamed">The modules that have no names for some of its frames.</param>
internal sealed class ResolvedStack(StackId stack, int space, long from, long until, MappedModule[] unnamed)
{
    public const int AnySpace = -1;

    public StackId Stack { get; } = stack;

    /// <summary>How many samples have had it since they were last counted.</summary>
    public int Samples { get; set; }

    public bool Fits(int version, long time) =>
        (space == AnySpace || space == version) && time >= from && (time < until || until == long.MaxValue);

    public void CountUnnamed()
    {
        foreach (MappedModule module in unnamed)
        {
            module.Symbols!.UnnamedSamples += Samples;
        }

        Samples = 0;
    }
}
