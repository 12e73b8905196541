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
        Keys keys = new(times);
        Keys spare = new(times.Length);
        return starts.Count <= MaxRuns ? Merge(starts.Values, keys, spare) : Sort(keys, spare);
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

    private static int[] Merge(Span<int> starts, Keys from, Keys to)
    {
        while (starts.Length > 2)
        {
            int merged = 0;
            for (int run = 0; run + 1 < starts.Length; run += 2)
            {
                int middle = starts[run + 1];
                int end = run + 2 < starts.Length ? starts[run + 2] : middle;
                Merge(from, starts[run], middle, end, to);
                starts[merged++] = starts[run];
            }

            starts[merged++] = from.Places.Length;
            starts = starts[..merged];
            (from, to) = (to, from);
        }

        return from.Places;
    }

    private static void Merge(Keys from, int start, int middle, int end, Keys to)
    {
        (int left, int right, int next) = (start, middle, start);
        if (middle < end && from.Times[middle] < from.Times[middle - 1])
        {
            while (left < middle && right < end)
            {
                int taken = from.Times[right] < from.Times[left] ? right++ : left++;
                to.Times[next] = from.Times[taken];
                to.Places[next++] = from.Places[taken];
            }
        }

        from.Copy(left, middle - left, to, next);
        from.Copy(right, end - right, to, next + middle - left);
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

    private sealed class Keys(int count)
    {
        public Keys(ReadOnlySpan<long> times)
            : this(times.Length)
        {
            times.CopyTo(Times);
            for (int i = 0; i < Places.Length; i++)
            {
                Places[i] = i;
            }
        }

        public long[] Times { get; } = new long[count];

        public int[] Places { get; } = new int[count];

        public void Copy(int start, int length, Keys to, int at)
        {
            Times.AsSpan(start, length).CopyTo(to.Times.AsSpan(at));
            Places.AsSpan(start, length).CopyTo(to.Places.AsSpan(at));
        }
    }
}
