using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.NetTrace;

/// <summary>Traces that were cut, lost events, or say impossible things.</summary>
public sealed class DamageTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_trace_cut_at_any_byte_keeps_the_samples_before_and_says_that_it_is_cut(int version)
    {
        byte[] trace = Traces.Small(version).ToArray();
        long last = 0;
        int first = Enumerable.Range(32, trace.Length).First(length => TryLoad(trace[..length]));
        Assert.All(Enumerable.Range(first, trace.Length - first), length => Assert.True(TryLoad(trace[..length])));
        for (int length = first; length <= trace.Length; length++)
        {
            SampleStore store = Loaded.From(trace[..length]);
            Assert.Equal(length < trace.Length, store.Report.IsTruncated);
            Assert.Equal(0, store.Report.Unparsed);
            Assert.Equal(length, store.Report.BytesRead);
            Assert.InRange(store.Report.Samples, last, 3);
            last = store.Report.Samples;
        }

        Assert.Equal(3, last);
    }

    private static bool TryLoad(byte[] trace)
    {
        try
        {
            return Loaded.From(trace).Count > 0;
        }
        catch (ProfileFormatException error)
        {
            Assert.Contains("has no samples", error.Message, StringComparison.Ordinal);
            return false;
        }
    }

    [Fact]
    public void A_trace_that_ends_in_its_header_is_refused_by_name()
    {
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => Loaded.From(Traces.Small().ToArray()[..30]));
        Assert.Contains("nettrace", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nettrace\0\0\0\0\a\0\0\0\0\0\0\0padding padding", "version 7")]
    [InlineData("Nettrace\u0014\0\0\0!SlowSerialization.1padding padding", "version")]
    [InlineData("\u0014\0\0\0!FastSerialization.1padding", "netperf")]
    public void What_cannot_be_read_is_named(string text, string part) => Assert.Contains(
        part,
        Assert.Throws<ProfileFormatException>(() => Loaded.From(System.Text.Encoding.Latin1.GetBytes(text))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Gaps_in_the_numbers_of_a_thread_are_lost_events(int version)
    {
        TraceWriter trace = Traces.Begin(version)
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.Sample, 5, 100, 1, Traces.Managed) { Writer = 9, Sequence = 1 },
                new TraceEvent(Traces.Sample, 5, 200, 1, Traces.Managed) { Writer = 9, Sequence = 5 },
                new TraceEvent(Traces.Sample, 5, 300, 1, Traces.Managed) { Writer = 9, Sequence = 6 })
            .SequencePoint(400, (9, 8), (10, 4));
        SampleStore store = Loaded.From(trace.ToArray());
        Assert.Equal(3 + 2 + 4, store.Report.Lost);
        Assert.Equal((3, 0), (store.Report.Samples, store.Report.Unparsed));
        Assert.Equal([200, 400, 400], Loaded.Markers(store).Where(marker => marker.Kind == "lost").Select(marker => marker.Range.Start));
    }

    [Fact]
    public void A_new_thread_with_an_old_id_has_lost_nothing()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.Sample, 5, 100, 1, Traces.Managed) { Sequence = 1 },
                new TraceEvent(Traces.Sample, 5, 200, 1, Traces.Managed) { Sequence = 2 },
                new TraceEvent(Traces.Sample, 5, 300, 1, Traces.Managed) { Sequence = 1 })
            .ToArray();
        Assert.Equal(0, Loaded.From(trace).Report.Lost);
    }

    [Fact]
    public void A_sample_whose_stack_the_trace_does_not_have_is_unparsed()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010])
            .SequencePoint(50)
            .Events(new TraceEvent(Traces.Sample, 5, 100, 1, Traces.Managed), new TraceEvent(Traces.Sample, 5, 200, 0, Traces.Managed))
            .ToArray();
        SampleStore store = Loaded.From(trace);
        Assert.Equal((1, 1), (store.Report.Samples, store.Report.Unparsed));
        Assert.Contains("known stack", store.Report.Diagnostics[0].Expected, StringComparison.Ordinal);
        Assert.Throws<ProfileFormatException>(() => Loaded.From(trace, new LoadOptions { IsStrict = true }));
    }

    [Fact]
    public void Bytes_that_are_no_block_are_skipped_up_to_the_next_one()
    {
        TraceWriter trace = Traces.Small();
        int offset = trace.ToArray(isEnded: false).Length;
        trace.Raw([9, 8, 7, 5, 5, 1, 0, 6]).Stacks(1, [0x2010]).Events(new TraceEvent(Traces.Sample, 101, 8_000_000_000, 1, Traces.Managed) { Writer = 90 });
        SampleStore store = Loaded.From(trace.ToArray());
        Assert.Equal((4, 1), (store.Report.Samples, store.Report.Unparsed));
        Assert.Equal(offset, store.Report.Diagnostics[0].ByteOffset);
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => Loaded.From(trace.ToArray(), new LoadOptions { IsStrict = true }));
        Assert.Equal(offset, error.Diagnostic!.ByteOffset);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(200_000_000)]
    public void A_length_is_believed_only_as_far_as_there_are_bytes(int length)
    {
        byte[] header = [5, 5, 1, .. TraceBytes.Of(2), .. TraceBytes.Of(2), .. TraceBytes.Of(10), .. "EventBlock"u8, 6, .. TraceBytes.Of(length), 0, 0, 0];
        SampleStore store = Loaded.From(Traces.Small().Raw(header).ToArray(isEnded: false));
        Assert.Equal(3, store.Report.Samples);
        Assert.True(store.Report.IsTruncated || store.Report.Unparsed > 0);
    }

    [Theory]
    [InlineData("StackBlock", 5)]
    [InlineData("SPBlock", 4)]
    [InlineData("EventBlock", 2)]
    [InlineData("MetadataBlock", 3)]
    [InlineData("", 6)]
    [InlineData("", 7)]
    [InlineData("", 8)]
    public void Counts_beyond_a_block_end_with_it(string name, byte kind)
    {
        foreach (int version in (int[])[4, 6])
        {
            if (version == 4 && name.Length == 0)
            {
                continue;
            }

            for (int length = 0; length < 40; length++)
            {
                SampleStore store = Loaded.From(Traces.Small(version).Block(name, kind, [.. Enumerable.Repeat((byte)0xff, length)]).ToArray());
                Assert.Equal(3, store.Report.Samples);
            }
        }
    }

    [Fact]
    public void A_trace_without_samples_is_refused_with_what_to_record() => Assert.Contains(
        "Microsoft-DotNETCore-SampleProfiler",
        Assert.Throws<ProfileFormatException>(() => Loaded.From(Traces.Begin().ToArray())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_stranger_s_block_is_skipped()
    {
        foreach (int version in (int[])[4, 6])
        {
            SampleStore store = Loaded.From(Traces.Small(version).Block("FutureBlock", 99, [1, 2, 3]).ToArray());
            Assert.Equal((3, 0), (store.Report.Samples, store.Report.Unparsed));
        }
    }

    [Fact]
    public void A_trace_without_a_clock_has_stacks_and_no_times()
    {
        SampleStore store = Loaded.From(Traces.Small(frequency: 0).ToArray());
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Equal(3, FlameTree.Create(store).Total);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Flipped_bytes_give_a_store_that_holds_or_an_error_that_says_so(int version)
    {
        byte[] trace = Traces.Small(version).ToArray();
        Random random = new(version);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] damaged = [.. trace];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(12, damaged.Length)] = (byte)random.Next(256);
            }

            LoaderCheck.Run(damaged);
        }
    }
}
