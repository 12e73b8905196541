using FlameScope.Core.Tests.Formats.Json;

namespace FlameScope.Core.Tests.Formats.TraceEvents;

/// <summary>Samples whose stacks are given by reference to the table stackFrames.</summary>
public sealed class TraceSampleTests
{
    private const string Frames = """
        "stackFrames":{"5":{"name":"main","category":"app"},"7":{"name":"run","category":"app","parent":"5"},"x":{"name":"read","category":"libc.so.6","parent":7}}
        """;

    private const string Samples = """
        "samples":[{"cpu":2,"tid":11,"ts":1000.5,"name":"cycles","sf":"x","weight":3},{"cpu":0,"tid":12,"ts":1001,"name":"cycles","sf":7},{"tid":11,"ts":1002,"name":"faults","sf":5}]
        """;

    private const string Events = """
        "traceEvents":[{"ph":"M","name":"thread_name","pid":1,"tid":11,"args":{"name":"worker"}},{"ph":"X","name":"span","ts":1000,"dur":3000,"pid":1,"tid":11}]
        """;

    [Theory]
    [InlineData("{" + Frames + "," + Samples + "," + Events + "}")]
    [InlineData("{" + Events + "," + Samples + "," + Frames + "}")]
    public void Samples_beside_the_events_have_the_stacks_of_the_table_in_any_order(string text)
    {
        SampleStore store = JsonProfiles.Load(text);
        Assert.Equal(
            ["1000500 worker 1/11 cycles cpu 2 x3: main;run;read", "1001000  -1/12 cycles cpu 0 x1: main;run", "1002000 worker 1/11 faults cpu -1 x1: main"],
            Describe(store, "spans"));
        Assert.Equal(("cycles", "libc.so.6"), (
            store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name),
            store.Strings.GetString(JsonProfiles.FrameOf(store, "read").Module)));
        Assert.Equal((0, false), (store.Report.Unparsed, store.Report.IsTruncated));
    }

    [Fact]
    public void Events_of_phase_P_with_a_frame_are_samples_and_others_are_not()
    {
        SampleStore store = JsonProfiles.Load("""
            {"traceEvents":[{"ph":"P","name":"tick","ts":10,"pid":1,"tid":2,"sf":7},{"ph":"P","name":"tick","ts":11,"pid":1,"tid":2,"sf":"5"},
            {"ph":"P","name":"tick","ts":12,"pid":1,"tid":2},{"ph":"i","name":"mark","ts":13,"pid":1,"tid":2,"sf":7}],
            """ + Frames + "}");
        Assert.Equal(["10000  1/2 tick cpu -1 x1: main;run", "11000  1/2 tick cpu -1 x1: main"], Describe(store));
        Assert.Equal((2, 2), (store.Report.Samples, store.Report.SideBand));
    }

    [Fact]
    public void A_recording_of_V8_stays_what_is_shown_by_default()
    {
        SampleStore store = JsonProfiles.Load("""
            {"traceEvents":[{"ph":"P","name":"tick","ts":10,"pid":1,"tid":2,"sf":7},
            {"ph":"I","name":"CpuProfile","ts":9000,"pid":1,"tid":1,"args":{"data":{"cpuProfile":{"nodes":[{"id":1,"callFrame":{"functionName":"f"}}],"startTime":0,"samples":[1],"timeDeltas":[5]}}}}],
            """ + Frames + "}");
        Assert.Equal("cpu", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
    }

    [Fact]
    public void A_sample_whose_frame_is_in_no_table_is_refused_and_so_is_one_without_a_time()
    {
        SampleStore store = JsonProfiles.Load("""
            {"traceEvents":[],"samples":[{"tid":1,"ts":1,"sf":5},{"tid":1,"ts":2,"sf":99},{"tid":1,"sf":5},{"tid":1,"ts":3,"sf":5,"weight":-1},7,{"tid":1,"ts":4}],
            """ + Frames + "}");
        Assert.Equal(["1000  -1/1 samples cpu -1 x1: main", "4000  -1/1 samples cpu -1 x1: "], Describe(store));
        Assert.Equal(4, store.Report.Unparsed);
        Assert.All(store.Report.Diagnostics, diagnostic => Assert.Contains("stackFrames", diagnostic.Expected, StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_trace_that_is_cut_before_the_table_samples_keep_their_times()
    {
        SampleStore store = JsonProfiles.Load("""{"traceEvents":[{"ph":"P","name":"tick","ts":10,"pid":1,"tid":2,"sf":7}],"samples":[{"tid":2,"ts":11,"name":"tick","sf":5},{"tid":2,"t""");
        Assert.Equal(["10000  1/2 tick cpu -1 x1: [unknown]", "11000  1/2 tick cpu -1 x1: [unknown]"], Describe(store));
        Assert.True(store.Report.IsTruncated);
    }

    [Fact]
    public void A_table_whose_parents_run_in_a_circle_is_cut_where_it_comes_back()
    {
        SampleStore store = JsonProfiles.Load("""
            {"traceEvents":[{"ph":"P","name":"tick","ts":10,"sf":1},{"ph":"P","name":"tick","ts":11,"sf":3},{"ph":"P","name":"tick","ts":12,"sf":4}],
            "stackFrames":{"1":{"name":"a","parent":2},"2":{"name":"b","parent":3},"3":{"name":"c","parent":2},"4":{"name":"d","parent":4},"9":{"name":"e","parent":"gone"}}}
            """);
        Assert.Equal(["c;b;a", "c", "d"], Describe(store).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Equal(2, store.Report.Corrections);
    }

    private static string[] Describe(SampleStore store, string? without = null) =>
        [.. Enumerable.Range(0, store.Count).Where(sample => KindOf(store, sample) != without).Select(sample =>
        {
            ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
            string frames = string.Join(";", store.StackTrie.FramesOf(store.Stacks[sample]).Select(frame => store.Strings.GetString(store.Frames[frame.Value].Symbol)));
            return FormattableString.Invariant(
                $"{store.Times[sample]} {store.Strings.GetString(thread.Command)} {thread.Pid}/{thread.Tid} {KindOf(store, sample)} cpu {store.Cpus[sample]} x{store.WeightOf(sample)}: {frames}");
        })];

    private static string KindOf(SampleStore store, int sample) => store.Strings.GetString(store.EventKinds[store.Events[sample]].Name);
}
