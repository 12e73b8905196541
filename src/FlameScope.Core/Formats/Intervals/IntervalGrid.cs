namespace FlameScope.Formats.Intervals;

/// <summary>
/// Turns time that was spent in a stack into samples: one at each whole multiple of a fixed step, which stands for that step in nanoseconds.
/// </summary>
/// <remarks>
/// Formats that hold spans instead of samples all go by this rule. The grid begins at time 0 of the profile's clock, so that the samples of
/// all threads, and of several files on one clock, lie on the same points.
/// </remarks>
internal class IntervalGrid
{
    private const int SamplesBetweenChecks = 1 << 16;

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly long _step;
    private readonly long[] _times = new long[512];
    private int _nextCheck = SamplesBetweenChecks;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The step, and the account of spans that meet no point.</param>
    public IntervalGrid(SampleStoreBuilder builder, LoadContext context)
    {
        _builder = builder;
        _context = context;
        _step = context.IntervalStep.Ticks * TimeSpan.NanosecondsPerTick;
    }

    /// <summary>A kind of event whose samples come from spans: counted one by one, each worth a step.</summary>
    public static EventKind KindOf(EventClock clock, bool isDefault = true) => new() { Unit = "ns", Measure = "time", Clock = clock, IsDefault = isDefault };

    /// <summary>Adds a sample for each point of the grid in a half-open range.</summary>
    /// <param name="start">The first nanosecond in the stack.</param>
    /// <param name="end">One past the last one.</param>
    /// <param name="sample">What the samples share; its time and weight are set here.</param>
    /// <exception cref="ProfileFormatException">The samples would pass the store's limits.</exception>
    public virtual void Add(long start, long end, in SampleRecord sample)
    {
        if (end <= start)
        {
            return;
        }

        Int128 first = FirstPointFrom(start);
        if (first >= end)
        {
            return;
        }

        Int128 count = ((end - 1 - first) / _step) + 1;
        ThrowIfTooMany(count);
        SampleRecord shared = sample with { Weight = _step };
        long next = (long)first;
        for (int left = (int)count; left > 0;)
        {
            Span<long> times = _times.AsSpan(0, Math.Min(left, _times.Length));
            foreach (ref long time in times)
            {
                time = next;
                next = unchecked(next + _step);
            }

            _builder.AddSamples(shared, times);
            left -= times.Length;
            if (_builder.SampleCount >= _nextCheck)
            {
                _nextCheck = _builder.SampleCount + SamplesBetweenChecks;
                _builder.ThrowIfOverLimits();
            }
        }
    }

    /// <summary>Counts a whole span that has ended, where it meets no point of the grid.</summary>
    /// <param name="start">Its first nanosecond.</param>
    /// <param name="end">One past the last one.</param>
    public virtual void CountSpan(long start, long end)
    {
        if (FirstPointFrom(start) >= end)
        {
            _context.AddShortSpan();
        }
    }

    private Int128 FirstPointFrom(long start)
    {
        long past = start % _step;
        return past == 0 ? start : (Int128)start - past + (past > 0 ? _step : 0);
    }

    // One span from the machine's start to now would fill the memory before the samples are counted.
    private void ThrowIfTooMany(Int128 count)
    {
        if (_builder.SampleCount + count > _builder.Limits.MaxSamples)
        {
            throw new ProfileFormatException(FormattableString.Invariant(
                $"The input's spans give more than {_builder.Limits.MaxSamples} samples, the limit set by {nameof(StoreLimits)}.{nameof(StoreLimits.MaxSamples)}, at a step of {TimeText.Seconds(_step)} s. Take a longer step ({nameof(LoadOptions)}.{nameof(LoadOptions.IntervalStep)}, --step)."));
        }
    }
}
