namespace FlameScope.Formats.Protobuf.Tests;

/// <summary>Files that were made from a perf recording: what perf's own text says of each sample is what they must say.</summary>
public sealed class MadeFileTests
{
    private const long EpochOfTimeZero = 1_795_000_000_000_000_000;

    private static readonly List<DescribedSample> Truth = DescribedSample.AllOf(DataFiles.Load("fork-exec.perf.txt.gz"));

    [Fact]
    public void A_timed_pprof_profile_has_each_sample_with_its_time()
    {
        SampleStore store = DataFiles.Load("made-timed.pprof.gz");

        Assert.Equal(Truth.Select(sample => sample with { Time = sample.Time + EpochOfTimeZero }), DescribedSample.AllOf(store));
        Assert.Equal(TimeAxis.Clock, store.TimeAxis);
        Assert.Equal(0, store.Header.ClockEpochNanoseconds);
        Assert.Equal(["cpu"], store.EventKinds.ToArray().Select(kind => store.Strings.GetString(kind.Name)));
        Assert.Equal((1578, 0L, false), ((int)store.Report.Samples, store.Report.Unparsed, store.Report.IsTruncated));
    }

    [Fact]
    public void A_pprof_profile_of_sums_has_all_samples_and_no_times()
    {
        SampleStore store = DataFiles.Load("made.pprof.gz");

        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Equal(CountsOf(Truth), CountsOf(DescribedSample.AllOf(store)));
        Assert.Equal(Truth.Sum(sample => sample.Weight), DescribedSample.AllOf(store).Sum(sample => sample.Weight));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => HeatMap.Create(store.Slice((TimeRange?)null)));
        Assert.Contains("no timestamps", error.Message, StringComparison.Ordinal);
        Assert.Contains("end_timestamp_ns", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("made.nflxprofile.gz")]
    [InlineData("made-nodestack.nflxprofile.gz")]
    public void An_nflxprofile_has_each_sample_with_its_time_to_a_microsecond(string name)
    {
        SampleStore store = DataFiles.Load(name);
        List<DescribedSample> samples = DescribedSample.AllOf(store);

        Assert.Equal(Truth.Count, samples.Count);
        Assert.All(Truth.Zip(samples), pair => Assert.InRange(pair.Second.Time, pair.First.Time - 1000, pair.First.Time + 1000));
        Assert.Equal(Truth.Select(sample => sample.Stack), samples.Select(sample => sample.Stack));
        Assert.Equal(Truth.Select(sample => sample.Thread), samples.Select(sample => sample.Thread));
        Assert.Equal(name == "made.nflxprofile.gz" ? Truth.Sum(sample => sample.Weight) : Truth.Count, samples.Sum(sample => sample.Weight));
        Assert.Equal(name == "made.nflxprofile.gz" ? 0 : 7, store.Report.LeftOut);
        Assert.Equal(1578, store.Report.Events);
    }

    [Fact]
    public void The_kernel_is_told_from_the_program_in_each()
    {
        foreach (string name in (string[])["made-timed.pprof.gz", "made.nflxprofile.gz", "made-nodestack.nflxprofile.gz"])
        {
            SampleStore store = DataFiles.Load(name);
            Frame copy = Assert.Single(store.Frames.ToArray(), frame => store.Strings.GetString(frame.Symbol) == "_copy_to_user");
            Assert.Equal(FrameKind.Kernel, copy.Kind);
            Assert.Contains(store.Frames.ToArray(), frame => frame.Kind == FrameKind.User);
            Assert.All(store.Frames.ToArray(), frame => Assert.Equal(store.Strings.GetString(frame.Symbol) == "[unknown]", frame.Kind == FrameKind.Unknown));
        }
    }

    private static Dictionary<(string, string), int> CountsOf(List<DescribedSample> samples) =>
        samples.GroupBy(sample => (sample.Thread, sample.Stack)).ToDictionary(group => group.Key, group => group.Count());
}
