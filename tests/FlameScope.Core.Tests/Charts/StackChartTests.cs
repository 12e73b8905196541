using FlameScope.Core.Tests.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Charts;

public sealed class StackChartTests
{
    private const long Ms = 1_000_000;

    [Fact]
    public void Consecutive_samples_of_one_function_under_the_same_callers_are_one_frame()
    {
        StackChart chart = StackChart.Create(Samples((0, "main;a"), (1, "main;a"), (2, "main;b"), (3, "main;b;c"), (10, "main;b")));

        Assert.Equal(
            [
                "0 main 0–4 4", "1 a 0–2 2", "1 b 2–4 2", "2 c 3–4 1",
                "0 main 10–11 1", "1 b 10–11 1",
            ],
            TextOf(chart));
    }

    [Fact]
    public void A_caller_that_changes_ends_what_it_called()
    {
        StackChart chart = StackChart.Create(Samples((0, "a;x"), (1, "b;x"), (2, "b;x")));
        Assert.Equal(["0 a 0–1 1", "1 x 0–1 1", "0 b 1–3 2", "1 x 1–3 2"], TextOf(chart));
    }

    [Fact]
    public void Recursion_keeps_its_levels()
    {
        StackChart chart = StackChart.Create(Samples((0, "f;f"), (1, "f;f;f"), (2, "f")));
        Assert.Equal(["0 f 0–3 3", "1 f 0–2 2", "2 f 1–2 1"], TextOf(chart));
    }

    [Fact]
    public void Lanes_are_threads_the_busiest_first_and_those_beyond_the_limit_are_told()
    {
        SampleStoreBuilder builder = new();
        foreach ((string name, int tid, int count) in new[] { ("quiet", 7, 1), ("busy", 8, 5), ("middle", 9, 3) })
        {
            for (int i = 0; i < count; i++)
            {
                builder.Add(i * Ms, name, "f", thread: tid);
            }
        }

        StackChart chart = StackChart.Create(builder.Build(), new StackChartOptions { MaxLanes = 2 });

        Assert.Equal([("busy", 8, 5L), ("middle", 9, 3L)], chart.Lanes.Select(lane => (lane.Name, lane.Thread, lane.Value)));
        Assert.Equal(1, chart.ThreadsLeftOut);
        Assert.Equal(9, chart.Coverage.Shown);
    }

    [Fact]
    public void A_slice_cuts_what_lasts_beyond_it_and_measures_samples_by_the_whole_profile()
    {
        SampleStore store = Samples((0, "a"), (1, "a"), (2, "a"), (3, "a"), (4, "a"), (5, "a"));
        StackChart chart = StackChart.Create(store.Slice(new TimeRange(store.Origin + Ms, store.Origin + (3 * Ms) + 500_000)));
        Assert.Equal(["0 a 1–3.5 3"], TextOf(chart));
        Assert.Equal(store.Origin + Ms, chart.Range.Start);

        // One sample alone does not tell how long samples are.
        Assert.Equal(["0 a 2–2.9 1"], TextOf(StackChart.Create(store.Slice(new TimeRange(store.Origin + (2 * Ms), store.Origin + (2 * Ms) + 900_000)))));
    }

    [Fact]
    public void Several_parts_of_a_slice_are_apart()
    {
        SampleStore store = Samples((0, "a"), (1, "a"), (2, "a"), (3, "a"));
        StackChart chart = StackChart.Create(store.Slice([new TimeRange(store.Origin, store.Origin + Ms), new TimeRange(store.Origin + (3 * Ms), store.Origin + (4 * Ms))]));
        Assert.Equal(["0 a 0–1 1", "0 a 3–4 1"], TextOf(chart));
    }

    [Fact]
    public void A_hidden_frame_leaves_what_it_called()
    {
        StackChart chart = StackChart.Create(Samples((0, "a;b;c"), (1, "a;c")), new StackChartOptions { Hide = [FramePattern.Parse("=b")] });
        Assert.Equal(["0 a 0–2 2", "1 c 0–2 2"], TextOf(chart));
    }

    [Fact]
    public void Short_neighbours_are_joined_with_all_that_is_below_them()
    {
        SampleStore store = Samples((0, "m;a;x"), (1, "m;b"), (2, "m;c;y"), (3, "m;d"), (4, "m;d"), (5, "m;d"), (6, "m;d"), (7, "m;e"));
        StackChart chart = StackChart.Create(store, new StackChartOptions { MinNanoseconds = 3 * Ms });
        Assert.Equal(["0 m 0–8 8", "1 other 0–3 3", "1 d 3–7 4", "1 other 7–8 1"], TextOf(chart));
        Assert.Null(chart[1].Kind);
    }

    [Fact]
    public void A_chart_that_would_be_too_large_is_refused_with_advice()
    {
        SampleStore store = Samples((0, "a;b"), (1, "a;b"), (5, "a;b"), (6, "a;b"), (10, "a;b"), (11, "a;b"));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => StackChart.Create(store, new StackChartOptions { MaxFrames = 5 }));
        Assert.Contains("shorter slice", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, StackChart.Create(store, new StackChartOptions { MaxFrames = 6 }).Count);
    }

    [Fact]
    public void A_profile_without_times_has_no_chart()
    {
        SampleStoreBuilder builder = new() { TimeAxis = TimeAxis.None };
        Assert.Throws<InvalidOperationException>(() => StackChart.Create(builder.Build()));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        SampleStore store = Samples((0, "a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => StackChart.Create(store, new StackChartOptions { MaxLanes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => StackChart.Create(store, new StackChartOptions { MaxFrames = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => StackChart.Create(store, new StackChartOptions { MinNanoseconds = -1 }));
    }

    // The slow, obvious way: each level of each sample by itself, joined with the one before where all of both is alike above it.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Frames_are_those_of_the_plain_rule(int seed)
    {
        Random random = new(seed);
        List<(int Time, string Stack)> samples = [];
        for (int time = 0; samples.Count < 300; time += random.Next(6) == 0 ? 5 : 1)
        {
            samples.Add((time, string.Join(';', Enumerable.Range(0, random.Next(0, 6)).Select(_ => (char)('a' + random.Next(2))))));
        }

        SampleStore store = Samples([.. samples]);
        List<string> expected = [];
        for (int i = 0; i < samples.Count; i++)
        {
            string[] stack = Path(samples[i].Stack);
            for (int depth = 0; depth < stack.Length; depth++)
            {
                if (i > 0 && GoesOn(i - 1, i, depth))
                {
                    continue;
                }

                int last = i;
                while (last + 1 < samples.Count && GoesOn(last, last + 1, depth))
                {
                    last++;
                }

                expected.Add($"{depth} {stack[depth]} {samples[i].Time}–{samples[last].Time + 1} {last - i + 1}");
            }
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), TextOf(StackChart.Create(store)).Order(StringComparer.Ordinal));

        bool GoesOn(int one, int next, int depth)
        {
            string[] before = Path(samples[one].Stack);
            string[] after = Path(samples[next].Stack);
            return samples[next].Time == samples[one].Time + 1 && before.Length > depth && after.Length > depth
                && before.AsSpan(0, depth + 1).SequenceEqual(after.AsSpan(0, depth + 1));
        }

        static string[] Path(string stack) => stack.Length == 0 ? [] : stack.Split(';');
    }

    [Fact]
    public void Every_sample_of_a_recording_is_in_its_lane()
    {
        SampleStore store = ExampleProfiles.Service();
        StackChart chart = StackChart.Create(store);
        Assert.Equal(chart.Coverage.Shown, chart.Lanes.Sum(lane => lane.Samples));
        foreach (StackChartLane lane in chart.Lanes)
        {
            long roots = Enumerable.Range(lane.First, lane.End - lane.First).Where(frame => chart.Depths[frame] == 0).Sum(frame => chart.Values[frame]);
            Assert.InRange(roots, 1, lane.Value);
            for (int frame = lane.First + 1; frame < lane.End; frame++)
            {
                Assert.InRange(chart.Depths[frame], 0, chart.Depths[frame - 1] + 1);
                Assert.True(chart.Starts[frame] >= chart.Starts[frame - 1]);
            }
        }
    }

    private static SampleStore Samples(params (int Time, string Stack)[] samples) =>
        Stores.Of([.. samples.Select(sample => ((sample.Time * Ms) + 1_000_000_000, "app", sample.Stack))]);

    private static List<string> TextOf(StackChart chart)
    {
        List<string> text = [];
        for (int i = 0; i < chart.Count; i++)
        {
            StackChartFrame frame = chart[i];
            text.Add(FormattableString.Invariant(
                $"{frame.Depth} {frame.NameText} {(frame.Start - chart.ProfileOrigin) / (double)Ms}–{(frame.End - chart.ProfileOrigin) / (double)Ms} {frame.Value}"));
        }

        return text;
    }
}
