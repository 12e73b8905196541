namespace FlameScope;

/// <summary>How a heat map is laid out.</summary>
public sealed record HeatMapOptions
{
    // What a screen shows of a whole profile.
    private const int GoodColumns = 3_600;

    /// <summary>The largest number of rows per column.</summary>
    public const int MaxRows = 10_000;

    /// <summary>What the rows are; parts of a column (subsecond offsets) by default.</summary>
    public HeatMapRowKind RowKind { get; init; }

    /// <summary>
    /// Rows a column where rows are offsets, 1 to <see cref="MaxRows"/>; 50 by default. The other kinds have a row a CPU, or a
    /// row each for the busiest <see cref="TopRows"/>.
    /// </summary>
    public int Rows { get; init; } = 50;

    /// <summary>
    /// How many threads, processes, commands or control groups get a row of their own, the busiest first, 1 to <see cref="MaxRows"/>; all others
    /// share one more row named <c>other</c>. 20 by default.
    /// </summary>
    public int TopRows { get; init; } = 20;

    /// <summary>Width of a column; one second by default. Shown to the 100 ns that a <see cref="TimeSpan"/> knows.</summary>
    public TimeSpan ColumnWidth
    {
        get => TimeSpan.FromTicks(ColumnNanoseconds / TimeSpan.NanosecondsPerTick);
        init => ColumnNanoseconds = value.Ticks > long.MaxValue / TimeSpan.NanosecondsPerTick ? long.MaxValue : value.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>Width of a column in nanoseconds, at least 1: <see cref="ColumnWidth"/> to the nanosecond.</summary>
    public long ColumnNanoseconds { get; init; } = 1_000_000_000;

    /// <summary>Where the first column starts.</summary>
    public HeatMapOrigin Origin { get; init; }

    /// <summary>The most cells a map may have, so that no stray timestamp takes the memory; 16 million by default.</summary>
    public int MaxCells { get; init; } = 16_000_000;

    private static ReadOnlySpan<int> WidthsInSeconds => [1, 10, 60, 600, 3_600, 86_400];

    /// <summary>A width that suits the map of a whole profile: a second, or more where that would be more columns than a screen shows.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The width; one of 1 s, 10 s, 1 min, 10 min, 1 h and 1 day.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static TimeSpan ColumnWidthFor(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        foreach (int seconds in WidthsInSeconds)
        {
            TimeSpan width = TimeSpan.FromSeconds(seconds);
            if (profile.TimeRange.Duration / TimeSpan.NanosecondsPerTick / width.Ticks < GoodColumns)
            {
                return width;
            }
        }

        return TimeSpan.FromSeconds(WidthsInSeconds[^1]);
    }

    /// <exception cref="ArgumentOutOfRangeException">A number or a kind of rows is out of range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Rows, MaxRows);
        ArgumentOutOfRangeException.ThrowIfLessThan(TopRows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TopRows, MaxRows);
        ArgumentOutOfRangeException.ThrowIfLessThan(ColumnNanoseconds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCells, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)RowKind, (byte)HeatMapRowKind.Cgroup, nameof(RowKind));
    }
}
