using FlameScope.Formats;

namespace FlameScope.Core.Tests.Summaries;

/// <summary>How often a profile was sampled, and the rows that fit.</summary>
public sealed class SamplingFrequencyTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(49)]
    [InlineData(99)]
    [InlineData(997)]
    public void The_usual_time_between_samples_tells_the_frequency(int hertz)
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 300; i++)
        {
            // Every seventh tick found the CPU elsewhere.
            if (i % 7 != 0)
            {
                builder.Add(i * Second / hertz, "app", "main", "cycles");
            }
        }

        Assert.Equal(hertz, SamplingFrequency.Of(builder.Build()));
    }

    [Fact]
    public void The_period_of_a_clock_tells_the_frequency_of_its_event_alone()
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 40; i++)
        {
            builder.Add((i * Second) + 3, "app", "main", "cycles");
            builder.Add(i * 17 * Second / 100, "app", "main", "cpu-clock", weight: Second / 99);
        }

        SampleStore store = builder.Build();
        Assert.Equal(99, SamplingFrequency.Of(store, EventSelection.Named("cpu-clock")));
        Assert.Equal(1, SamplingFrequency.Of(store, EventSelection.Named("cycles")));
        Assert.Throws<ArgumentException>(() => SamplingFrequency.Of(store, EventSelection.Named("nothing")));
    }

    [Theory]
    [InlineData("page-faults:u")]
    [InlineData("sched:sched_switch")]
    public void What_happens_has_no_frequency(string name)
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 100; i++)
        {
            builder.Add(i * Second / 99, "app", "main", name);
        }

        Assert.Null(SamplingFrequency.Of(builder.Build()));
    }

    [Fact]
    public void What_comes_by_chance_has_no_frequency()
    {
        Random random = new(1);
        SampleStoreBuilder builder = new();
        double time = 0;
        for (int i = 0; i < 1000; i++)
        {
            time -= Math.Log(1 - random.NextDouble()) * Second / 100;
            builder.Add((long)time, "app", "main", "unknown-event");
        }

        Assert.Null(SamplingFrequency.Of(builder.Build()));
    }

    [Fact]
    public void Too_few_samples_tell_nothing() =>
        Assert.Null(SamplingFrequency.Of(Stores.Of((0, "app", "main"), (Second, "app", "main"))));

    [Fact]
    public void An_empty_profile_tells_nothing() => Assert.Null(SamplingFrequency.Of(new SampleStoreBuilder().Build()));

    [Theory]
    [InlineData(null, 50)]
    [InlineData(1, 50)]
    [InlineData(49, 49)]
    [InlineData(99, 99)]
    [InlineData(200, 200)]
    [InlineData(999, 111)]
    [InlineData(1000, 100)]
    [InlineData(4000, 100)]
    public void Rows_divide_the_samples_of_a_second(int? frequency, int rows) => Assert.Equal(rows, SamplingFrequency.RowsFor(frequency));

    [Theory]
    [InlineData(null, 100_000_000, 50)]
    [InlineData(99, 100_000_000, 10)]
    [InlineData(49, 100_000_000, 5)]
    [InlineData(49, 1_000_000, 1)]
    [InlineData(49, 2 * Second, 98)]
    [InlineData(10, 10 * Second, 100)]
    [InlineData(99, 10 * Second, 99)]
    public void Columns_of_any_width_have_the_rows_of_their_own_samples(int? frequency, long width, int rows) =>
        Assert.Equal(rows, SamplingFrequency.RowsFor(frequency, width));

    [Fact]
    public void A_column_without_width_has_no_rows() => Assert.Throws<ArgumentOutOfRangeException>(() => SamplingFrequency.RowsFor(99, 0));
}
