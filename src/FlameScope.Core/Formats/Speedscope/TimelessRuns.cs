using FlameScope.Formats.Intervals;

namespace FlameScope.Formats.Speedscope;

/// <summary>Turns what a stack holds of a value that is no time, such as bytes, into one sample a run.</summary>
/// <param name="builder">Where samples go.</param>
/// <param name="context">The step, which such runs do not take.</param>
/// <param name="time">The time of all samples.</param>
internal sealed class TimelessRuns(SampleStoreBuilder builder, LoadContext context, long time) : IntervalGrid(builder, context)
{
    private readonly SampleStoreBuilder _builder = builder;

    public override void Add(long start, long end, in SampleRecord sample)
    {
        if (end > start)
        {
            _builder.AddSample(sample with { Time = time, Weight = (long)Int128.Min(long.MaxValue, (Int128)end - start) });
        }
    }

    public override void CountSpan(long start, long end)
    {
    }
}
