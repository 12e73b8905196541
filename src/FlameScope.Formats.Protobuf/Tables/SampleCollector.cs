namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>
/// Hands samples to the builder. Some inputs have times for some samples only: those without wait for the end, when it is known whether
/// there is a time axis at all.
/// </summary>
internal sealed class SampleCollector(SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
{
    private const int CheckEvery = 1 << 16;

    private readonly List<SampleRecord> _untimed = [];
    private bool _hasTimes;
    private long _firstTime = long.MaxValue;
    private int _unchecked;

    /// <summary>Adds a sample whose time is known.</summary>
    public void Add(in SampleRecord sample)
    {
        _hasTimes = true;
        _firstTime = Math.Min(_firstTime, sample.Time);
        builder.AddSample(sample);
        Check();
    }

    /// <summary>Adds a sample that has no time.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="mayTimesFollow">Whether samples with times may come after it.</param>
    public void AddUntimed(in SampleRecord sample, bool mayTimesFollow)
    {
        if (mayTimesFollow)
        {
            TableLimit.Check("samples", _untimed.Count, context.Limits.MaxSamples, nameof(StoreLimits.MaxSamples));
            _untimed.Add(sample);
        }
        else
        {
            builder.AddSample(sample with { Time = 0 });
        }

        Check();
    }

    /// <summary>All samples have been added.</summary>
    /// <param name="advice">What to do to get times, where there are none; a sentence.</param>
    public void Finish(string advice)
    {
        // Among samples with times, sums stand at the first one: they belong to the whole, and must not stretch the time axis.
        foreach (SampleRecord sample in _untimed)
        {
            builder.AddSample(sample with { Time = _hasTimes ? _firstTime : 0 });
            Check();
        }

        builder.ThrowIfOverLimits();
        if (_hasTimes)
        {
            builder.Header = builder.Header with { ClockEpochNanoseconds = 0 };
        }
        else
        {
            builder.TimeAxis = TimeAxis.None;
            builder.Header = builder.Header with { TimelessAdvice = advice };
        }
    }

    private void Check()
    {
        if (++_unchecked >= CheckEvery)
        {
            _unchecked = 0;
            cancellationToken.ThrowIfCancellationRequested();
            builder.ThrowIfOverLimits();
        }
    }
}
