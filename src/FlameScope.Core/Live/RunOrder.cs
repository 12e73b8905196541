using FlameScope.Samples;

namespace FlameScope.Live;

/// <summary>
/// Puts samples in the order that a store has: by time, those of one instant in the order in which they came, those that are worked out of others after
/// them, as they are at the end of an input that is read at once.
/// </summary>
internal static class RunOrder
{
    /// <summary>The samples in order.</summary>
    public static SampleRun Sort(SampleRun added, bool[] isDerived)
    {
        if (IsSorted(added, isDerived))
        {
            return added;
        }

        int[] places = SampleOrder.ByTime(added.Times);
        for (int start = 0; start < places.Length;)
        {
            int end = start + 1;
            while (end < places.Length && added.Times[places[end]] == added.Times[places[start]])
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] others = Array.FindAll(places[start..end], place => !isDerived[added.EventKinds[place]]);
                int[] derived = Array.FindAll(places[start..end], place => isDerived[added.EventKinds[place]]);
                others.CopyTo(places, start);
                derived.CopyTo(places, start + others.Length);
            }

            start = end;
        }

        return SampleRun.Of(added, added.Slice(0, 0), places);
    }

    /// <summary>The samples of two runs, each in order, in one.</summary>
    /// <param name="earlier">The samples that came first.</param>
    /// <param name="later">Those that came after them.</param>
    /// <param name="isDerived">By kind of event: whether its samples are worked out of others.</param>
    public static SampleRun Merge(SampleRun earlier, SampleRun later, bool[] isDerived)
    {
        int[] places = new int[earlier.Count + later.Count];
        int left = 0;
        int right = 0;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = right == later.Count || (left < earlier.Count && !IsBefore(later, right, earlier, left, isDerived))
                ? left++
                : earlier.Count + right++;
        }

        return SampleRun.Of(earlier, later, places);
    }

    private static bool IsBefore(SampleRun run, int sample, SampleRun other, int otherSample, bool[] isDerived)
    {
        long time = run.Times[sample];
        long otherTime = other.Times[otherSample];
        return time < otherTime || (time == otherTime && !isDerived[run.EventKinds[sample]] && isDerived[other.EventKinds[otherSample]]);
    }

    private static bool IsSorted(SampleRun run, bool[] isDerived)
    {
        for (int i = 1; i < run.Count; i++)
        {
            if (IsBefore(run, i, run, i - 1, isDerived))
            {
                return false;
            }
        }

        return true;
    }
}
