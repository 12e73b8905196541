namespace FlameScope.Filters;

/// <summary>Ranges of time as views need them: in order, and none that overlaps or touches another.</summary>
internal static class TimeRanges
{
    /// <summary>Sorts and joins ranges; empty ones go, unless there are no others: then one of them stays.</summary>
    public static TimeRange[] Normalize(IEnumerable<TimeRange> ranges)
    {
        List<TimeRange> joined = [];
        TimeRange? empty = null;
        foreach (TimeRange range in ranges.OrderBy(range => range.Start))
        {
            if (range.IsEmpty)
            {
                empty ??= range;
            }
            else if (joined.Count > 0 && range.Start <= joined[^1].End)
            {
                joined[^1] = new TimeRange(joined[^1].Start, Math.Max(joined[^1].End, range.End));
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined.Count > 0 || empty is not TimeRange only ? [.. joined] : [only];
    }

    /// <summary>From the start of the first to the end of the last.</summary>
    public static TimeRange HullOf(IReadOnlyList<TimeRange> ranges) => new(ranges[0].Start, ranges[^1].End);

    /// <summary>How much of a stretch of time lies in the ranges, in nanoseconds.</summary>
    public static long Overlap(ReadOnlySpan<TimeRange> ranges, long start, long end)
    {
        long sum = 0;
        foreach (TimeRange range in ranges)
        {
            long from = Math.Max(start, range.Start);
            long to = Math.Min(end, range.End);
            sum += from < to ? to - from : 0;
        }

        return sum;
    }
}
