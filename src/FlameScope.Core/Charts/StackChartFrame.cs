using System.Text;

namespace FlameScope;

/// <summary>A frame of a stack chart: a function for as long as it was seen running without a break. A cheap handle; the chart owns the data.</summary>
public readonly struct StackChartFrame : IEquatable<StackChartFrame>
{
    private readonly StackChart _chart;

    internal StackChartFrame(StackChart chart, int index)
    {
        _chart = chart;
        Index = index;
    }

    /// <summary>The frame's place in the chart. The frames that it called follow it directly.</summary>
    public int Index { get; }

    /// <summary>The name in UTF-8 as the input had it, valid or not; lives as long as the chart.</summary>
    public ReadOnlySpan<byte> Name => _chart.NameOf(Index);

    /// <summary>The name as text; invalid UTF-8 is replaced by U+FFFD.</summary>
    public string NameText => Encoding.UTF8.GetString(Name);

    /// <summary>Where the code comes from; <see langword="null"/> for short frames that were joined to <c>other</c>.</summary>
    public FrameKind? Kind => _chart.KindOf(Index);

    /// <summary>The file the code came from, in UTF-8; empty where unknown.</summary>
    public ReadOnlySpan<byte> Module => _chart.ModuleOf(Index);

    /// <summary>When it was first seen, in nanoseconds of the profile's clock.</summary>
    public long Start => _chart.Starts[Index];

    /// <summary>When the last sample ends that has it, in nanoseconds of the profile's clock.</summary>
    public long End => _chart.Ends[Index];

    /// <summary>Number of frames above it; 0 for the root of a stack.</summary>
    public int Depth => _chart.Depths[Index];

    /// <summary>What its samples add up to, in the unit of <see cref="StackChart.Metric"/>.</summary>
    public long Value => _chart.Values[Index];

    /// <summary>Whether two handles are of one frame of one chart.</summary>
    public static bool operator ==(StackChartFrame left, StackChartFrame right) => left.Equals(right);

    /// <summary>Whether two handles are of different frames or charts.</summary>
    public static bool operator !=(StackChartFrame left, StackChartFrame right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(StackChartFrame other) => ReferenceEquals(_chart, other._chart) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StackChartFrame other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Index;
}
