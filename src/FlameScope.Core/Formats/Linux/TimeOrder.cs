namespace FlameScope.Formats.Linux;

/// <summary>Puts times in order that come as a few ascending runs, one for each time that the buffer of a CPU was written.</summary>
internal static class TimeOrder
{
    /// <summary>The order in which times ascend; those that are equal keep theirs.</summary>
    /// <param name="times">The times.</param>
    /// <returns>Rows of <paramref name="times"/>; <see langword="null"/> where they ascend as they are.</returns>
    public static int[]? Of(ReadOnlySpan<long> times)
    {
        List<int> ends = [];
        for (int i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
            {
                ends.Add(i);
            }
        }

        if (ends.Count == 0)
        {
            return null;
        }

        ends.Add(times.Length);
        int[] order = new int[times.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        int[] merged = new int[order.Length];
        while (ends.Count > 1)
        {
            ends = MergePairs(times, order, merged, ends);
            (order, merged) = (merged, order);
        }

        return order;
    }

    private static List<int> MergePairs(ReadOnlySpan<long> times, int[] order, int[] merged, List<int> ends)
    {
        List<int> joined = [];
        int start = 0;
        for (int run = 0; run < ends.Count; run += 2)
        {
            int middle = ends[run];
            int end = run + 1 < ends.Count ? ends[run + 1] : middle;
            Merge(times, order.AsSpan(start, middle - start), order.AsSpan(middle, end - middle), merged.AsSpan(start, end - start));
            joined.Add(end);
            start = end;
        }

        return joined;
    }

    private static void Merge(ReadOnlySpan<long> times, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> merged)
    {
        if (right.IsEmpty || times[left[^1]] <= times[right[0]])
        {
            left.CopyTo(merged);
            right.CopyTo(merged[left.Length..]);
            return;
        }

        // Buffers that were written one after another overlap only a little.
        int start = CountUpTo(times, left, times[right[0]]);
        int end = CountBelow(times, right, times[left[^1]]);
        left[..start].CopyTo(merged);
        right[end..].CopyTo(merged[(left.Length + end)..]);
        left = left[start..];
        right = right[..end];
        merged = merged.Slice(start, left.Length + right.Length);
        int l = 0;
        int r = 0;
        for (int i = 0; i < merged.Length; i++)
        {
            merged[i] = r == right.Length || (l < left.Length && times[left[l]] <= times[right[r]]) ? left[l++] : right[r++];
        }
    }

    private static int CountUpTo(ReadOnlySpan<long> times, ReadOnlySpan<int> rows, long time)
    {
        int low = 0;
        for (int high = rows.Length; low < high;)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            if (times[rows[middle]] <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int CountBelow(ReadOnlySpan<long> times, ReadOnlySpan<int> rows, long time) =>
        time == long.MinValue ? 0 : CountUpTo(times, rows, time - 1);
}
