namespace FlameScope.Formats.PerfData;

/// <summary>What a call chain turned out to be.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Space">The version of the maps that it holds for; <see cref="AnySpace"/> where it has no user's frames.</param>
/// <param name="From">The first instant at which it holds.</param>
/// <param name="Until">The first instant at which it no longer does.</param>
internal readonly record struct ResolvedStack(StackId Stack, int Space, long From, long Until)
{
    public const int AnySpace = -1;

    /// <summary>What no sample has.</summary>
    public static ResolvedStack None => new(StackId.Empty, AnySpace, long.MaxValue, long.MinValue);

    public bool IsLasting => From == long.MinValue && Until == long.MaxValue;

    public bool Fits(int version, long time) =>
        (Space == AnySpace || Space == version) && time >= From && (time < Until || Until == long.MaxValue);
}
