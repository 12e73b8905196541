using System.Globalization;

namespace FlameScope;

/// <summary>A half-open range <c>[Start, End)</c> of time in integer nanoseconds of the profile's clock.</summary>
/// <remarks>Adjacent ranges partition: a sample at exactly <see cref="End"/> belongs to the next range.</remarks>
public readonly record struct TimeRange
{
    /// <summary>Creates a range.</summary>
    /// <param name="start">First nanosecond inside the range.</param>
    /// <param name="end">First nanosecond after the range; equal to <paramref name="start"/> for an empty range.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> lies before <paramref name="start"/>.</exception>
    public TimeRange(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>First nanosecond inside the range.</summary>
    public long Start { get; }

    /// <summary>First nanosecond after the range.</summary>
    public long End { get; }

    /// <summary>Length in nanoseconds; saturates at <see cref="long.MaxValue"/>.</summary>
    public long Duration => End - Start is var length and >= 0 ? length : long.MaxValue;

    /// <summary>Whether no instant lies inside the range.</summary>
    public bool IsEmpty => Start == End;

    /// <summary>Whether an instant lies inside the range.</summary>
    /// <param name="time">Nanoseconds of the profile's clock.</param>
    public bool Contains(long time) => time >= Start && time < End;

    /// <summary>The part that lies in both ranges; empty, at this range's nearer end, where they do not meet.</summary>
    /// <param name="other">The range to intersect with.</param>
    public TimeRange Intersect(TimeRange other)
    {
        long start = Math.Clamp(other.Start, Start, End);
        return new TimeRange(start, Math.Max(start, Math.Clamp(other.End, Start, End)));
    }

    /// <summary>The range in seconds with nine decimals, for logs and errors.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"[{Start / 1e9:F9} s, {End / 1e9:F9} s)");
}
