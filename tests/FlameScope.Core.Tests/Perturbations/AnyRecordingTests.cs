using System.Collections.Immutable;
using FlameScope.Formats;
using static FlameScope.Core.Tests.Perturbations.Recordings;

namespace FlameScope.Core.Tests.Perturbations;

/// <summary>Whatever a recording holds, the search ends well and says nothing that it cannot name.</summary>
public sealed class AnyRecordingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    public void A_recording_of_any_length_can_be_searched(int hertz)
    {
        for (int samples = 0; samples <= 140; samples++)
        {
            SampleStoreBuilder builder = new();
            for (int i = 0; i < samples; i++)
            {
                builder.Add(i * Second / hertz, "worker", $"main;{"abc"[i * 7 % 3]}");
            }

            Assert.Empty(PerturbationFinder.Find(builder.Build()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Timestamps_anywhere_can_be_searched(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 60; round++)
        {
            SampleStoreBuilder builder = new();
            int samples = random.Next(16, 400);
            long from = random.Next(4) switch { 0 => long.MinValue, 1 => 0, 2 => long.MaxValue - (10 * Second), _ => -5 * Second };
            long to = random.Next(3) switch { 0 => long.MaxValue, 1 => Math.Max(from, long.MaxValue - Second), _ => from + (9 * Second) };
            for (int i = 0; i < samples; i++)
            {
                builder.Add(random.NextInt64(from, to), "worker", $"main;{"abc"[random.Next(3)]}", thread: random.Next(1, 4));
            }

            foreach (Perturbation finding in PerturbationFinder.Find(builder.Build()))
            {
                Assert.All(finding.Occurrences, range => Assert.False(range.IsEmpty));
            }
        }
    }

    [Theory]
    [InlineData(9_200_000_000 * Second)]
    [InlineData(-9_200_000_000 * Second)]
    [InlineData(100_000 * Second)]
    public void One_stray_timestamp_hides_nothing(long stray)
    {
        TimeRange burst = new(11 * Second, 11_300 * Millisecond);
        Recordings recording = new Recordings(3).WithBackground(40).With("compactor;compact", burst).With("main;run;parse", new TimeRange(stray, stray + 1), thread: 1);

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.InRange(finding.Range.Start - burst.Start, -10 * Millisecond, 10 * Millisecond);
        Assert.InRange(finding.Range.End - burst.End, -10 * Millisecond, 10 * Millisecond);
    }

    [Theory]
    [InlineData("[unknown]", 1, "jit, ")]
    [InlineData("[unknown];[unknown]", 3, "all threads of jit, ")]
    public void Code_without_names_goes_by_the_threads_that_run_it(string stack, int threads, string who)
    {
        TimeRange burst = new(11 * Second, 11_500 * Millisecond);
        Recordings recording = new Recordings(4).WithBackground(30);
        for (int thread = 0; thread < threads; thread++)
        {
            recording.WithThread(20 + thread, "jit", 30, 5 * Millisecond, time => burst.Contains(time) ? stack : null);
        }

        Perturbation finding = Assert.Single(PerturbationFinder.Find(recording.Build()));

        Assert.DoesNotContain(finding.Culprits, culprit => culprit.Name == "[unknown]");
        Assert.Contains($"): {who}", finding.Summary);
        Assert.DoesNotContain("[unknown]", finding.Summary);
        Assert.Equal("jit", finding.Threads[0].Command);
    }

    [Fact]
    public void A_named_frame_comes_before_code_without_names()
    {
        TimeRange burst = new(11 * Second, 11_500 * Millisecond);
        SampleStore store = new Recordings(5).WithBackground(30)
            .WithThread(20, "jit", 30, 5 * Millisecond, time => burst.Contains(time) ? "[unknown];compile" : null).Build();

        Perturbation finding = Assert.Single(PerturbationFinder.Find(store));

        Assert.Equal("compile", finding.Culprits[0].Name);
        Assert.DoesNotContain(finding.Culprits, culprit => culprit.Name == "[unknown]");
    }

    [Fact]
    public void Two_searches_give_findings_with_equal_parts_and_no_false_equality()
    {
        SampleStore store = new Recordings(6).WithBackground(30).With("a;first", new TimeRange(10 * Second, 10_300 * Millisecond)).Build();

        Perturbation one = PerturbationFinder.Find(store)[0];
        Perturbation other = PerturbationFinder.Find(store)[0];

        Assert.False(typeof(IEquatable<Perturbation>).IsAssignableFrom(typeof(Perturbation)));
        Assert.Equal(one.Occurrences, other.Occurrences);
        Assert.Equal(one.Culprits, other.Culprits);
        Assert.Equal(one.Threads, other.Threads);
        Assert.Equal(one.ToString(), other.Summary);
    }
}
