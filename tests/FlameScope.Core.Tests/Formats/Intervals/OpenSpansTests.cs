using FlameScope.Formats;
using FlameScope.Formats.Intervals;

namespace FlameScope.Core.Tests.Formats.Intervals;

public sealed class OpenSpansTests
{
    private const long Step = 1_000_000;

    [Theory]
    [InlineData(0, 1_000_000, new long[] { 0 })]
    [InlineData(1, 1_000_000, new long[] { })]
    [InlineData(1, 1_000_001, new long[] { 1_000_000 })]
    [InlineData(999_999, 3_000_000, new long[] { 1_000_000, 2_000_000 })]
    [InlineData(-1_500_000, 1, new long[] { -1_000_000, 0 })]
    [InlineData(5, 5, new long[] { })]
    [InlineData(long.MaxValue - 2 * Step, long.MaxValue, new long[] { 9_223_372_036_853_000_000, 9_223_372_036_854_000_000 })]
    [InlineData(long.MinValue, long.MinValue + Step, new long[] { -9_223_372_036_854_000_000 })]
    public void A_range_has_a_sample_at_each_whole_multiple_of_the_step(long start, long end, long[] expected)
    {
        SampleStoreBuilder builder = new();
        IntervalGrid grid = new(builder, new LoadContext());
        grid.Add(start, end, SampleOf(builder));
        SampleStore store = builder.Build();
        Assert.Equal(expected, store.Times.ToArray());
        Assert.All(Enumerable.Range(0, store.Count), sample => Assert.Equal(Step, store.WeightOf(sample)));
    }

    [Fact]
    public void The_innermost_open_stack_is_sampled_and_gaps_are_not()
    {
        (SampleStoreBuilder builder, LoadContext context, OpenSpans spans) = Create();
        FrameId a = Frame(builder, "a");
        FrameId b = Frame(builder, "b");
        spans.Open(a, 0);
        spans.Open(b, 1_500_000);
        spans.Open(b, 1_600_000);
        Assert.True(spans.Close(1_700_000));
        Assert.True(spans.Close(3_000_000));
        Assert.True(spans.Close(3_000_001));
        Assert.False(spans.Close(4_000_000));
        spans.Open(a, 5_000_000);
        Assert.Equal(1, spans.CloseAll(6_000_000));
        Assert.Equal(["0 a", "1000000 a", "2000000 a;b", "3000000 a", "5000000 a"], Describe(builder.Build(context.ToReport())));
        Assert.Equal(1, context.ToReport().ShortSpans);
    }

    [Fact]
    public void Closing_a_frame_closes_what_is_inside_it_and_nothing_where_it_is_not_open()
    {
        (SampleStoreBuilder builder, _, OpenSpans spans) = Create();
        FrameId a = Frame(builder, "a");
        FrameId b = Frame(builder, "b");
        spans.Open(a, 0);
        spans.Open(b, 0);
        spans.Open(b, 0);
        Assert.Equal(0, spans.Close(Frame(builder, "c"), 1));
        Assert.Equal(1, spans.Close(b, 2));
        Assert.Equal(2, spans.Close(a, 3));
        Assert.Equal(0, spans.Depth);
    }

    [Fact]
    public void A_time_that_goes_back_counts_as_the_latest_one()
    {
        (SampleStoreBuilder builder, _, OpenSpans spans) = Create();
        spans.Open(Frame(builder, "a"), 2_000_000);
        spans.Open(Frame(builder, "b"), 0);
        Assert.Equal(2_000_000, spans.Now);
        spans.CloseAll(3_000_000);
        Assert.Equal(["2000000 a;b"], Describe(builder.Build()));
    }

    [Fact]
    public void A_span_without_a_frame_says_what_its_caller_does()
    {
        (SampleStoreBuilder builder, _, OpenSpans spans) = Create();
        spans.Open(Frame(builder, "a"), 0);
        spans.Open(null, 1_000_000, SampleActivity.Waiting);
        spans.CloseAll(2_000_000);
        SampleStore store = builder.Build();
        Assert.Equal(["0 a", "1000000 a"], Describe(store));
        Assert.Equal([false, true], [store.IsWaiting(0), store.IsWaiting(1)]);
    }

    [Fact]
    public void A_step_of_ones_own_is_the_weight_of_each_sample()
    {
        SampleStoreBuilder builder = new();
        IntervalGrid grid = new(builder, new LoadContext(intervalStep: TimeSpan.FromMilliseconds(10)));
        grid.Add(5_000_000, 30_000_001, SampleOf(builder));
        SampleStore store = builder.Build();
        Assert.Equal([10_000_000, 20_000_000, 30_000_000], store.Times.ToArray());
        Assert.Equal(10_000_000, store.WeightOf(0));
    }

    [Fact]
    public void A_span_of_years_ends_at_the_limit_before_it_fills_the_memory()
    {
        SampleStoreBuilder builder = new();
        IntervalGrid grid = new(builder, new LoadContext());
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => grid.Add(0, long.MaxValue, SampleOf(builder)));
        Assert.Contains("--step", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, builder.SampleCount);
    }

    [Fact]
    public void Random_spans_agree_with_a_look_at_every_point()
    {
        Random random = new(20261127);
        for (int round = 0; round < 300; round++)
        {
            (SampleStoreBuilder builder, LoadContext context, OpenSpans spans) = Create();
            FrameId[] frames = [Frame(builder, "a"), Frame(builder, "b"), Frame(builder, "c")];
            List<(long Time, string Stack)> states = [];
            List<string> open = [];
            List<long> starts = [];
            long shorter = 0;
            long time = random.NextInt64(-3 * Step, 3 * Step);
            for (int i = 0; i < 40; i++)
            {
                time += random.NextInt64(0, 2 * Step);
                if (open.Count > 0 && random.Next(2) == 0)
                {
                    spans.Close(time);
                    shorter += Points(starts[^1], time).Any() ? 0 : 1;
                    open.RemoveAt(open.Count - 1);
                    starts.RemoveAt(starts.Count - 1);
                }
                else
                {
                    int frame = random.Next(frames.Length);
                    spans.Open(frames[frame], time);
                    open.Add("abc"[frame..(frame + 1)]);
                    starts.Add(time);
                }

                states.Add((time, string.Join(';', open)));
            }

            List<string> expected = [];
            for (int i = 0; i + 1 < states.Count; i++)
            {
                expected.AddRange(states[i].Stack.Length == 0 ? [] : Points(states[i].Time, states[i + 1].Time).Select(point => $"{point} {states[i].Stack}"));
            }

            Assert.Equal(expected, Describe(builder.Build()));
            Assert.Equal(shorter, context.ToReport().ShortSpans);
        }
    }

    private static IEnumerable<long> Points(long start, long end)
    {
        for (long time = start; time < end; time++)
        {
            if (time % Step == 0)
            {
                yield return time;
                time += Step - 1;
            }
            else
            {
                time += Math.Max(0, Math.Min(end - time, (time > 0 ? Step - (time % Step) : -(time % Step)) - 1));
            }
        }
    }

    private static (SampleStoreBuilder Builder, LoadContext Context, OpenSpans Spans) Create()
    {
        SampleStoreBuilder builder = new();
        LoadContext context = new();
        EventKindId kind = builder.AddEventKind("spans"u8, IntervalGrid.KindOf(EventClock.Wall));
        return (builder, context, new OpenSpans(builder, new IntervalGrid(builder, context), builder.AddThread("t"u8, 1, 1), kind));
    }

    private static SampleRecord SampleOf(SampleStoreBuilder builder) =>
        new(0, StackId.Empty, builder.AddThread("t"u8, 1, 1), builder.AddEventKind("spans"u8, IntervalGrid.KindOf(EventClock.Wall)));

    private static FrameId Frame(SampleStoreBuilder builder, string name) =>
        builder.AddFrame(System.Text.Encoding.UTF8.GetBytes(name), "m"u8, FrameKind.User);

    private static string[] Describe(SampleStore store) => [.. Enumerable.Range(0, store.Count).Select(sample => store.Times[sample] + " "
        + string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(frame => store.Strings.GetString(store.Frames[frame.Value].Symbol))))];
}
