using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.HeatMaps;

/// <summary>Where a heat map's first column starts.</summary>
public enum HeatMapOrigin : byte
{
    /// <summary>At the whole second of the profile's earliest sample, idle ones included.</summary>
    WholeSecond = 0,

    /// <summary>At the profile's earliest sample itself.</summary>
    FirstSample = 1,
}

/// <summary>How a heat map is laid out, and what it counts.</summary>
public sealed record HeatMapOptions
{
    /// <summary>The most rows a column may have.</summary>
    public const int MostRows = 10_000;

    /// <summary>Rows a column, 1 to <see cref="MostRows"/>; 50 by default.</summary>
    public int Rows { get; init; } = 50;

    /// <summary>Width of a column in nanoseconds, at least 1; one second by default.</summary>
    public long ColumnWidth { get; init; } = 1_000_000_000;

    /// <summary>Where the first column starts.</summary>
    public HeatMapOrigin Origin { get; init; }

    /// <summary>The part of the profile to draw, in nanoseconds of its clock; <see langword="null"/> for all of it.</summary>
    public TimeRange? Range { get; init; }

    /// <summary>Which samples are counted.</summary>
    public SampleFilter Filter { get; init; } = SampleFilter.Default;

    /// <summary>The most cells a map may have, so that no stray timestamp takes the memory; 16 million by default.</summary>
    public int MaxCells { get; init; } = 16_000_000;
}
