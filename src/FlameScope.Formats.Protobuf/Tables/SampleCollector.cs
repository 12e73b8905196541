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

    /// <summary>Adds samples that share all but their times, and perhaps their weights.</summary>
    /// <param name="shared">What they share.</param>
    /// <param name="times">Their times.</param>
    /// <param name="areKnown">Whether the times are known; if not, they are 0.</param>
    /// <param name="weights">Their weights; none where they share that, too.</param>
    public void Add(in SampleRecord shared, ReadOnlySpan<long> times, bool areKnown, ReadOnlySpan<long> weights = default)
    {
        _hasTimes |= areKnown;
        foreach (long time in areKnown ? times : [])
        {
            _firstTime = Math.Min(_firstTime, time);
        }

        builder.AddSamples(shared, times, weights);
        Check(times.Length);
    }

    /// <summary>Adds a sample whose time is known.</summary>
    public void Add(in SampleRecord sample) => Add(sample, [sample.Time], areKnown: true);

    /// <summary>Adds a sample that has no time, while samples that have one may come after it.</summary>
    public void AddUntimed(in SampleRecord sample)
    {
        TableLimit.Check("samples", _untimed.Count, context.Limits.MaxSamples, nameof(StoreLimits.MaxSamples));
        _untimed.Add(sample);
        Check(1);
    }

    /// <summary>All samples have been added.</summary>
    /// <param name="advice">What to do to get times, where there are none; a sentence.</param>
    public void Finish(string advice)
    {
        // Among samples with times, sums stand at the first one: they belong to the whole, and must not stretch the time axis.
        foreach (SampleRecord sample in _untimed)
        {
            builder.AddSample(sample with { Time = _hasTimes ? _firstTime : 0 });
            Check(1);
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

    private void Check(int added)
    {
        _unchecked += added;
        if (_unchecked >= CheckEvery)
        {
            _unchecked = 0;
            cancellationToken.ThrowIfCancellationRequested();
            builder.ThrowIfOverLimits();
        }
    }
}
