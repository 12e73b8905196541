namespace FlameScope.Needle;

/// <summary>Makes recordings without perturbations out of real ones: blocks of time, put together in random order.</summary>
internal static class Background
{
    private const long ShortestBlock = 150_000_000;
    private const long LongestBlock = 600_000_000;

    /// <summary>What happens within some tenths of a second stays together; what is rarer than that is spread evenly by chance.</summary>
    public static List<(long Time, int Sample)> Shuffled(Remix remix, long duration, TimeRange[] excluded, Random random)
    {
        List<int> shown = remix.Shown();
        ReadOnlySpan<long> times = remix.Source.Times;
        List<(TimeRange Range, int First, int End)> blocks = [];
        int first = 0;
        for (long start = remix.Source.TimeRange.Start, end; start < remix.Source.TimeRange.End; start = end)
        {
            // Blocks of one length would make a rhythm of their own.
            end = start + random.NextInt64(ShortestBlock, LongestBlock);
            TimeRange range = new(start, end);
            int behind = first;
            while (behind < shown.Count && times[shown[behind]] < end)
            {
                behind++;
            }

            if (!excluded.Any(window => !window.Intersect(range).IsEmpty) && end <= remix.Source.TimeRange.End)
            {
                blocks.Add((range, first, behind));
            }

            first = behind;
        }

        List<(long Time, int Sample)> samples = [];
        (TimeRange Range, int First, int End)[] order = [.. blocks];
        long at = remix.Source.TimeRange.Start;
        long stop = at + duration;
        for (int i = 0; at < stop; i++)
        {
            if (i % order.Length == 0)
            {
                random.Shuffle(order);
            }

            (TimeRange range, int from, int to) = order[i % order.Length];
            for (int k = from; k < to; k++)
            {
                samples.Add((at + times[shown[k]] - range.Start, shown[k]));
            }

            at += range.Duration;
        }

        return samples;
    }
}
