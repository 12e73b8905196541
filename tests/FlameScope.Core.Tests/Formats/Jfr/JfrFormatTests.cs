using System.Buffers.Binary;
using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;
using static FlameScope.Fuzz.Inputs.JfrWriter;

namespace FlameScope.Core.Tests.Formats.Jfr;

/// <summary>What recordings at hand do not have, in chunks that are written field by field.</summary>
public sealed class JfrFormatTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_sample_has_its_names_its_kinds_and_its_time()
    {
        SampleStore store = JfrFiles.Load(Execution().UsualConstants().Metadata().ToChunk());
        JfrSample sample = Assert.Single(JfrFiles.SamplesOf(store));
        Assert.Equal(StartNanoseconds + (2 * Second), sample.Time);
        Assert.Equal("worker 77", sample.Thread);
        Assert.Equal("[truncated] [Unknown];shop.App$$Lambda.main [Jit];shop.Cart.hot [Inlined]", sample.Stack);
        Assert.Equal([0, 7, 42], store.Frames.ToArray().Select(frame => frame.Line).Order());
    }

    [Fact]
    public void A_state_of_sleep_is_waiting_and_makes_the_clock_that_of_the_wall()
    {
        SampleStore store = JfrFiles.Load(Execution(1, 2, 1).UsualConstants().Metadata().ToChunk());
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(store.IsWaiting));
        Assert.Equal(EventClock.Wall, Assert.Single(store.EventKinds.ToArray()).Clock);
    }

    [Fact]
    public void A_wall_clock_sample_of_several_ticks_is_spread_over_its_time()
    {
        JfrWriter writer = new JfrWriter().Usual()
            .Type("profiler.WallClockSample", 100, ("startTime", 7, ""), ("sampledThread", 21, "constantPool=true"), ("stackTrace", 22, "constantPool=true"), ("state", 28, "constantPool=true"), ("samples", 6, ""), ("timeSpan", 7, ""))
            .Event(100, Number(1500), Number(1), Number(5), Number(2), Number(4), Number(2 * Second));
        SampleStore store = JfrFiles.Load(writer.UsualConstants().Metadata().ToChunk());
        Assert.Equal([1.0, 1.5, 2.0, 2.5], store.Times.ToArray().Select(time => (time - StartNanoseconds) / (double)Second));
        Assert.All(Enumerable.Range(0, 4), sample => Assert.True(store.IsWaiting(sample)));
    }

    [Fact]
    public void Ticks_whose_length_is_unknown_are_the_weight_of_one_sample()
    {
        JfrWriter writer = new JfrWriter().Usual()
            .Type("profiler.WallClockSample", 100, ("startTime", 7, ""), ("sampledThread", 21, "constantPool=true"), ("stackTrace", 22, "constantPool=true"), ("samples", 6, ""))
            .Event(100, Number(1500), Number(1), Number(5), Number(int.MaxValue));
        SampleStore store = JfrFiles.Load(writer.UsualConstants().Metadata().ToChunk());
        Assert.Equal((1, (long)int.MaxValue), (store.Count, store.WeightOf(0)));
    }

    [Fact]
    public void Samples_of_CPU_time_come_first_and_weigh_their_period()
    {
        JfrWriter writer = Execution().Type("jdk.CPUTimeSample", 101,
                ("startTime", 7, ""), ("stackTrace", 22, "constantPool=true"), ("eventThread", 21, "constantPool=true"), ("failed", 4, ""), ("samplingPeriod", 7, ""), ("biased", 4, ""))
            .Type("jdk.CPUTimeSamplesLost", 102, ("startTime", 7, ""), ("lostSamples", 6, ""))
            .Event(101, Number(1500), Number(5), Number(1), [0], Number(20_000_000), [0])
            .Event(101, Number(1600), Number(0), Number(1), [1], Number(20_000_000), [0])
            .Event(102, Number(1700), Number(30));
        SampleStore store = JfrFiles.Load(writer.UsualConstants().Metadata().ToChunk());
        EventKind shown = store.EventKinds[store.DefaultEventKind.Value];
        Assert.Equal(("jdk.CPUTimeSample", "ns"), (store.Strings.GetString(shown.Name), shown.Unit));
        FlameTree tree = FlameTree.Create(store.WeighedBy(SampleWeight.Value));
        Assert.Equal((40_000_000L, 1L, 30L), (tree.Total, tree.Coverage.Stackless, store.Report.Lost));
    }

    [Fact]
    public void Waits_for_locks_are_markers_of_their_thread()
    {
        JfrWriter writer = Execution().Type("jdk.JavaMonitorEnter", 101,
                ("startTime", 7, ""), ("duration", 7, ""), ("eventThread", 21, "constantPool=true"), ("stackTrace", 22, "constantPool=true"), ("monitorClass", 25, "constantPool=true"))
            .Event(101, Number(1500), Number(250), Number(1), Number(5), Number(3));
        SampleStore store = JfrFiles.Load(writer.UsualConstants().Metadata().ToChunk());
        Marker marker = Assert.Single(store.Markers.ToArray());
        Assert.Equal(new TimeRange(StartNanoseconds + Second, StartNanoseconds + Second + (Second / 4)), marker.Range);
        Assert.Equal(("monitor", "shop.Cart"), (store.Strings.GetString(marker.Kind), store.Strings.GetString(marker.Text)));
        Assert.Equal(store.Threads[0], marker.Thread);
    }

    [Fact]
    public void The_last_checkpoint_wins_and_what_no_checkpoint_has_is_unknown()
    {
        JfrWriter writer = Execution().UsualConstants()
            .Event(100, Number(3000), Number(9), Number(6), Number(1))
            .Checkpoint((26, [Join(Number(4), Text("hotter"))]));
        List<JfrSample> samples = JfrFiles.SamplesOf(JfrFiles.Load(writer.Metadata().ToChunk()));
        Assert.EndsWith("shop.Cart.hotter [Inlined]", samples[0].Stack, StringComparison.Ordinal);
        Assert.Equal(("[unknown] [Unknown]", " -1"), (samples[1].Stack, samples[1].Thread));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public void An_event_whose_size_is_wrong_ends_its_chunk_only(int size)
    {
        byte[] good = Execution().UsualConstants().Metadata().ToChunk();
        byte[] bad = Execution().UsualConstants().Metadata().Raw([.. Number(size), 100, 0, 0]).ToChunk();
        SampleStore store = JfrFiles.Load([.. bad, .. good]);
        Assert.Equal((2, 1L), (store.Count, store.Report.Unparsed));
    }

    [Fact]
    public void Counts_beyond_the_chunk_and_types_without_end_are_damage()
    {
        byte[] good = Execution().UsualConstants().Metadata().ToChunk();
        byte[] count = Execution().Checkpoint((22, [Join(Number(5), [0], Number(int.MaxValue))])).Metadata().ToChunk();
        byte[] endless = Execution().Type("jdk.Endless", 60, ("again", 60, "")).Checkpoint((60, [Number(1)])).Metadata().ToChunk();
        byte[] unknown = Execution().Checkpoint((99, [Number(1)])).Metadata().ToChunk();
        foreach (byte[] bad in (byte[][])[count, endless, unknown])
        {
            SampleStore store = JfrFiles.Load([.. bad, .. good]);
            Assert.InRange(store.Count, 1, 2);
            Assert.InRange(store.Report.Unparsed, 1, 2);
        }
    }

    [Fact]
    public void A_recording_that_is_cut_at_any_byte_is_read_as_far_as_it_goes()
    {
        byte[] chunk = Execution(1, 1, 2).UsualConstants().Metadata().ToChunk();
        byte[] whole = [.. chunk, .. chunk];
        for (int length = 0; length < whole.Length; length++)
        {
            if (TryLoad(whole[..length]) is not SampleStore store)
            {
                Assert.True(length < chunk.Length, $"{length} bytes");
                continue;
            }

            Assert.Equal(length, store.Report.BytesRead);
            Assert.Equal(length % chunk.Length != 0, store.Report.IsTruncated);
            Assert.InRange(store.Count, length < chunk.Length ? 1 : 3, 6);
        }
    }

    [Fact]
    public void A_byte_that_is_wrong_never_ends_in_anything_but_a_store_or_a_refusal()
    {
        byte[] whole = [.. Execution(1, 2).UsualConstants().Metadata().ToChunk(), .. Execution(1).UsualConstants().Metadata().ToChunk()];
        Random random = new(11);
        for (int round = 0; round < 5000; round++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (TryLoad(damaged) is SampleStore store)
            {
                Assert.Equal(store.Count + store.Report.Unparsed, store.Report.Events);
            }
        }
    }

    [Fact]
    public void A_chunk_over_the_limit_is_left_out_and_no_memory_taken_for_what_is_not_there()
    {
        byte[] chunk = Execution().UsualConstants().Metadata().ToChunk();
        byte[] large = [.. chunk];
        BinaryPrimitives.WriteInt64BigEndian(large.AsSpan(8), long.MaxValue / 2);
        Assert.Throws<ProfileFormatException>(() => JfrFiles.Load(large));
        BinaryPrimitives.WriteInt64BigEndian(large.AsSpan(8), 1_900_000_000);
        Assert.True(JfrFiles.Load([.. chunk, .. large]).Report.IsTruncated);
    }

    [Fact]
    public void No_damaged_recording_breaks_the_loader()
    {
        Mutator mutator = new(17, SeedCorpus.CreateJfr());
        for (int execution = 0; execution < 1_000; execution++)
        {
            LoaderCheck.Run(mutator.Next(LoaderCheck.Variants));
        }
    }

    private static JfrWriter Execution(params int[] states)
    {
        JfrWriter writer = new JfrWriter().Usual()
            .Type("jdk.ExecutionSample", 100, ("startTime", 7, ""), ("sampledThread", 21, "constantPool=true"), ("stackTrace", 22, "constantPool=true"), ("state", 28, "constantPool=true"));
        foreach (int state in states.Length == 0 ? [1] : states)
        {
            writer.Event(100, Number(2500), Number(1), Number(5), Number(state));
        }

        return writer;
    }

    private static SampleStore? TryLoad(byte[] input)
    {
        try
        {
            return JfrFiles.Load(input);
        }
        catch (ProfileFormatException error)
        {
            Assert.True(error.Message.Length > 20, error.Message);
            return null;
        }
    }
}
