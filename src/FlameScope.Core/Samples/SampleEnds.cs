using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>When samples end at the latest, up to each: where to begin to look for those that last at an instant.</summary>
internal sealed class SampleEnds
{
    private readonly SampleBlock _block;

    // Of all samples, or of those alone that have a duration.
    private readonly long[] _latest;

    /// <param name="block">Samples, some of which have a duration.</param>
    public SampleEnds(SampleBlock block)
    {
        _block = block;
        RareValues durations = block.Durations;
        _latest = new long[durations.Kept.Length];
        long latest = long.MinValue;
        for (int i = 0; i < _latest.Length; i++)
        {
            latest = Math.Max(latest, block.EndOf(durations.IsPlain ? i : durations.OtherRows[i]));
            _latest[i] = latest;
        }
    }

    /// <summary>When the last one ends.</summary>
    public long Last => Math.Max(_latest[^1], _block.EndOf(_block.Count - 1));

    /// <summary>Index of the first sample that may still last at an instant; those before it all end at or before it.</summary>
    public int FirstLastingAt(long time)
    {
        // The first whose latest end so far lies after the instant; ends never fall.
        int low = 0;
        int high = _latest.Length;
        while (low < high)
        {
            int middle = low + ((high - low) >> 1);
            if (_latest[middle] <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (_block.Durations.IsPlain)
        {
            return low;
        }

        int instant = _block.LowerBound(time);
        return low < _latest.Length ? Math.Min(instant, _block.Durations.OtherRows[low]) : instant;
    }
}
