using System.Numerics;
using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>Finds the order of samples by time, those of one instant in the order in which they came.</summary>
/// <remarks>
/// Samples that come thread by thread, or recording by recording, are a few runs in order, which are merged. Others are sorted digit by
/// digit, which takes the same time whatever order they have.
/// </remarks>
internal static class SampleOrder
{
    private const int MaxRuns = 64;
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;

    /// <summary>The places of the samples, that of the earliest first.</summary>
    public static int[] ByTime(ReadOnlySpan<long> times)
    {
        Column<int> starts = RunsOf(times);
        return starts.Count <= MaxRuns ? Merge(times, starts.Values) : Sort(new Keys(times), new Keys(times.Length));
    }

    // Where runs of ascending times begin, and where the last one ends; no more of them than can be merged.
    private static Column<int> RunsOf(ReadOnlySpan<long> times)
    {
        Column<int> starts = new();
        starts.Add(0);
        for (int i = 1; i < times.Length && starts.Count <= MaxRuns; i++)
        {
            if (times[i] < times[i - 1])
            {
                starts.Add(i);
            }
        }

        starts.Add(times.Length);
        return starts;
    }

    // Runs are read from their beginnings on, so their times need not be moved with the places.
    private static int[] Merge(ReadOnlySpan<long> times, Span<int> starts)
    {
        int[] from = InOrder(times.Length);
        int[] to = new int[times.Length];
        while (starts.Length > 2)
        {
            int merged = 0;
            for (int run = 0; run + 1 < starts.Length; run += 2)
            {
                int middle = starts[run + 1];
                int end = run + 2 < starts.Length ? starts[run + 2] : middle;
                Merge(times, from, starts[run], middle, end, to);
                starts[merged++] = starts[run];
            }

            starts[merged++] = times.Length;
            starts = starts[..merged];
            (from, to) = (to, from);
        }

        return from;
    }

    private static void Merge(ReadOnlySpan<long> times, int[] from, int start, int middle, int end, int[] to)
    {
        (int left, int right, int next) = (start, middle, start);
        if (middle < end && times[from[middle]] < times[from[middle - 1]])
        {
            long leftTime = times[from[left]];
            long rightTime = times[from[right]];
            while (true)
            {
                if (rightTime < leftTime)
                {
                    to[next++] = from[right++];
                    if (right == end)
                    {
                        break;
                    }

                    rightTime = times[from[right]];
                }
                else
                {
                    to[next++] = from[left++];
                    if (left == middle)
                    {
                        break;
                    }

                    leftTime = times[from[left]];
                }
            }
        }

        from.AsSpan(left, middle - left).CopyTo(to.AsSpan(next));
        from.AsSpan(right, end - right).CopyTo(to.AsSpan(next + middle - left));
    }

    private static int[] InOrder(int count)
    {
        int[] places = new int[count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        return places;
    }

    private static int[] Sort(Keys from, Keys to)
    {
        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (long time in from.Times)
        {
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }

        int bits = 64 - BitOperations.LeadingZeroCount(unchecked((ulong)(last - first)));
        int[] counts = new int[Digits];
        for (int shift = 0; shift < bits; shift += DigitBits)
        {
            Array.Clear(counts);
            foreach (long time in from.Times)
            {
                counts[DigitOf(time, first, shift)]++;
            }

            if (counts.AsSpan().Contains(from.Times.Length))
            {
                continue;
            }

            int start = 0;
            foreach (ref int count in counts.AsSpan())
            {
                (count, start) = (start, start + count);
            }

            for (int i = 0; i < from.Times.Length; i++)
            {
                long time = from.Times[i];
                int place = counts[DigitOf(time, first, shift)]++;
                to.Times[place] = time;
                to.Places[place] = from.Places[i];
            }

            (from, to) = (to, from);
        }

        return from.Places;
    }

    private static int DigitOf(long time, long first, int shift) => (int)(unchecked((ulong)(time - first)) >> shift) & (Digits - 1);

    private sealed class Keys(int count, int[] places)
    {
        public Keys(int count)
            : this(count, new int[count])
        {
        }

        public Keys(ReadOnlySpan<long> times)
            : this(times.Length, InOrder(times.Length)) => times.CopyTo(Times);

        public long[] Times { get; } = new long[count];

        public int[] Places { get; } = places;
    }
}
