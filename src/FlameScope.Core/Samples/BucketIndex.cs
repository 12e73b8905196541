namespace FlameScope.Samples;

/// <summary>The first sample of every fixed subsecond bucket of a sorted time column; finds slices without a search.</summary>
internal sealed class BucketIndex
{
    private const long FinestWidth = 10_000_000;

    private readonly long[] _times;
    private readonly int _count;
    private readonly int[] _firstSamples;
    private readonly long _width;

    /// <summary>Indexes a column of times in ascending order, in nanoseconds; keeps the array.</summary>
    /// <param name="times">The times, and perhaps room after them.</param>
    /// <param name="count">How many there are.</param>
    public BucketIndex(long[] times, int count)
    {
        _times = times;
        _count = count;
        if (count == 0)
        {
            _firstSamples = [0];
            _width = FinestWidth;
            return;
        }

        // A sparse profile (a day with a hundred samples) gets wider buckets: never many more buckets than samples.
        UInt128 span = (UInt128)((Int128)times[count - 1] - times[0]);
        UInt128 maxBuckets = (UInt128)Math.Max(1024, count);
        _width = (long)UInt128.Max(FinestWidth, (span / maxBuckets) + 1);
        _firstSamples = new int[(int)(span / (UInt128)_width) + 2];
        int bucket = 0;
        ulong end = (ulong)_width;
        for (int sample = 0; sample < count; sample++)
        {
            // Most samples are in the bucket of the one before.
            if ((ulong)(times[sample] - times[0]) < end)
            {
                continue;
            }

            for (int own = BucketOf(times[sample]); bucket < own;)
            {
                _firstSamples[++bucket] = sample;
            }

            end = (ulong)UInt128.Min(ulong.MaxValue, ((UInt128)bucket + 1) * (ulong)_width);
        }

        _firstSamples[^1] = count;
    }

    /// <summary>Index of the first sample at or after an instant; the number of samples where there is none.</summary>
    public int LowerBound(long time)
    {
        if (_count == 0 || time <= _times[0])
        {
            return 0;
        }

        if (time > _times[_count - 1])
        {
            return _count;
        }

        int bucket = BucketOf(time);
        int first = _firstSamples[bucket];
        int last = _firstSamples[bucket + 1];
        while (first < last)
        {
            int middle = first + ((last - first) >> 1);
            if (_times[middle] < time)
            {
                first = middle + 1;
            }
            else
            {
                last = middle;
            }
        }

        return first;
    }

    // Both operands lie within the column's span, so the unsigned difference cannot wrap.
    private int BucketOf(long time) => (int)((ulong)(time - _times[0]) / (ulong)_width);
}
