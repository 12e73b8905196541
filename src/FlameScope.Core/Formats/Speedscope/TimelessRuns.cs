using FlameScope.Formats.Intervals;

namespace FlameScope.Formats.Speedscope;

/// <summary>Turns what a stack holds of a value that is no time, such as bytes, into one sample a run.</summary>
internal sealed class TimelessRuns(SampleStoreBuilder builder, LoadContext context) : IntervalGrid(builder, context)
{
    private readonly SampleStoreBuilder _builder = builder;

    public override void Add(long start, long end, in SampleRecord sample)
    {
        if (end > start)
        {
            _builder.AddSample(sample with { Time = 0, Weight = (long)Int128.Min(long.MaxValue, (Int128)end - start) });
        }
    }

    public override void CountSpan(long start, long end)
    {
    }
}
