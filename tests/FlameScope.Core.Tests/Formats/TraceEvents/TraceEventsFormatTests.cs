using System.Globalization;
using System.Text;
using CsCheck;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Core.Tests.Formats.Json;
using FlameScope.Fuzz.Checks;

namespace FlameScope.Core.Tests.Formats.TraceEvents;

public class TraceEventsFormatTests
{
    private static readonly LoadOptions TenMicroseconds = new() { IntervalStep = TimeSpan.FromMicroseconds(10) };

    [Fact]
    public void Spans_keep_their_times_beside_a_recording_that_has_none()
    {
        SampleStore store = JsonProfiles.Load("""
            [{"ph":"X","name":"a","ts":5000,"dur":1000,"pid":1,"tid":1},
            {"ph":"I","name":"CpuProfile","ts":9000,"pid":1,"tid":1,"args":{"data":{"cpuProfile":{"nodes":[{"id":1,"callFrame":{"functionName":"f"},"hitCount":2}]}}}}]
            """);
        Assert.Equal(TimeAxis.Clock, store.TimeAxis);
        Assert.Equal([5_000_000, 5_000_000], store.Times.ToArray());
        Assert.Equal(["spans", "hits"], store.EventKinds.ToArray().Select(kind => store.Strings.GetString(kind.Name)));
    }

    [Fact]
    public void Spans_nest_by_containment_and_the_innermost_one_is_sampled()
    {
        // Children may come first, and nothing is sorted.
        Assert.Equal(
            ["0  outer", "10  outer;inner", "20  outer;inner;leaf", "30  outer", "50  next"],
            Describe("""
                [{"ph":"X","name":"next","ts":50,"dur":10,"pid":1,"tid":1},
                 {"ph":"X","name":"inner","ts":10,"dur":20,"pid":1,"tid":1},{"ph":"X","name":"leaf","ts":20,"dur":10,"pid":1,"tid":1},
                 {"ph":"X","name":"outer","ts":0,"dur":40,"pid":1,"tid":1}]
                """));
    }

    [Fact]
    public void Of_spans_that_begin_at_once_the_longer_one_is_outside() => Assert.Equal(
        ["0  long;short", "10  long"],
        Describe("""[{"ph":"X","name":"short","ts":0,"dur":10},{"ph":"X","name":"long","ts":0,"dur":20}]"""));

    [Fact]
    public void A_span_that_outlasts_the_one_it_began_in_ends_with_it() => Assert.Equal(
        ["0  a", "10  a;b"],
        Describe("""[{"ph":"X","name":"a","ts":0,"dur":20},{"ph":"X","name":"b","ts":10,"dur":50}]"""));

    [Fact]
    public void Beginnings_and_ends_are_joined_by_thread_and_name()
    {
        Assert.Equal(
            ["0  a", "0  other", "10  a;b", "20  a", "20  c"],
            Describe("""
                [{"ph":"B","name":"a","ts":0,"pid":1,"tid":1},{"ph":"B","name":"b","ts":10,"pid":1,"tid":1},{"ph":"E","ts":20,"pid":1,"tid":1},
                 {"ph":"E","name":"a","ts":30,"pid":1,"tid":1},{"ph":"B","name":"other","ts":0,"pid":1,"tid":2},{"ph":"E","ts":10,"pid":1,"tid":2},
                 {"ph":"X","name":"c","ts":20,"dur":5,"pid":2,"tid":1}]
                """));
    }

    [Fact]
    public void An_end_without_a_beginning_is_counted_and_a_beginning_without_an_end_lasts_to_the_last_time()
    {
        SampleStore store = JsonProfiles.Load(
            """[{"ph":"E","name":"x","ts":5},{"ph":"B","name":"a","ts":10},{"ph":"X","name":"z","ts":0,"dur":40,"tid":9}]""", TenMicroseconds);
        Assert.Equal((0L, 1L), (store.Report.Unparsed, store.Report.Corrections));
        Assert.Equal(["0  z", "10  a", "10  z", "20  a", "20  z", "30  a", "30  z"], JsonProfiles.Describe(store).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Threads_are_named_wherever_their_names_stand_and_may_have_names_for_ids()
    {
        Assert.Equal(
            ["0 Main a", "0 Renderer b", "0 worker c", "0  d"],
            Describe("""
                {"traceEvents":[{"ph":"X","name":"a","ts":0,"dur":1,"pid":1,"tid":1},{"ph":"X","name":"b","ts":0,"dur":1,"pid":1,"tid":2},
                {"ph":"X","name":"c","ts":"0","dur":"1","pid":"7","tid":"worker"},{"ph":"X","name":"d","ts":0,"dur":1},
                {"ph":"M","name":"process_name","pid":1,"tid":1,"args":{"name":"Renderer"}},{"args":{"name":"Main"},"ph":"M","name":"thread_name","pid":1,"tid":1}]}
                """).Order(StringComparer.Ordinal).OrderBy(line => line[^1]));
    }

    [Fact]
    public void Recordings_of_V8_are_joined_by_process_and_id_and_come_before_spans()
    {
        SampleStore store = JsonProfiles.Load("""
            {"traceEvents":[
            {"ph":"P","name":"ProfileChunk","pid":1,"tid":99,"id":"0x1","ts":300,"args":{"data":{"timeDeltas":[30,5],"cpuProfile":{"samples":[3,2]}}}},
            {"ph":"P","name":"Profile","pid":1,"tid":1,"id":"0x1","ts":105,"args":{"data":{"startTime":100}}},
            {"ph":"P","name":"Profile","pid":2,"tid":2,"id":"0x1","ts":105,"args":{"data":{"startTime":500}}},
            {"ph":"P","name":"ProfileChunk","pid":1,"tid":99,"id":"0x1","ts":200,"args":{"data":{"lines":[1],"timeDeltas":[10],"cpuProfile":{"samples":[2],
               "nodes":[{"id":1,"callFrame":{"functionName":"(root)"}},{"id":2,"parent":1,"callFrame":{"functionName":"a"}},{"id":3,"parent":2,"callFrame":{"functionName":"b"}}]}}}},
            {"ph":"P","name":"ProfileChunk","pid":2,"tid":99,"id":"0x1","ts":600,"args":{"data":{"timeDeltas":[1],"cpuProfile":{"samples":[2],
               "nodes":[{"id":2,"callFrame":{"functionName":"other"}}]}}}},
            {"ph":"P","name":"ProfileChunk","pid":1,"tid":99,"id":"0x1","ts":700,"args":{"data":{"endTime":700}}},
            {"ph":"X","name":"span","ts":0,"dur":1,"pid":1,"tid":1}]}
            """);
        Assert.Equal(["0  span", "110  a", "140  a;b", "145  a", "501  other"], JsonProfiles.Describe(store));
        Assert.Equal("cpu", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
        Assert.Equal([(1, 1), (2, 2)], store.ThreadTable.ToArray().Select(thread => (thread.Pid, thread.Tid)).Distinct());
        Assert.Equal(0, store.Report.Unparsed);
    }

    [Fact]
    public void Of_two_recordings_of_one_thread_at_a_time_that_of_the_developer_tools_is_taken()
    {
        static string Recording(int id, string source, string name) => string.Create(CultureInfo.InvariantCulture, $$$"""
            {"ph":"P","name":"Profile","pid":1,"tid":1,"id":{{{id}}},"ts":0,"args":{"data":{"startTime":0,"source":"{{{source}}}"} } },
            {"ph":"P","name":"ProfileChunk","pid":1,"tid":5,"id":{{{id}}},"ts":9,"args":{"data":{"timeDeltas":[1,1],"cpuProfile":{"samples":[1,1],"nodes":[{"id":1,"callFrame":{"functionName":"{{{name}}}"} }]} } } },
            """);
        SampleStore store = JsonProfiles.Load("[" + Recording(1, "Internal", "a") + Recording(2, "Inspector", "b"));
        Assert.Equal(["1  b", "2  b"], JsonProfiles.Describe(store));
        Assert.Equal(1, store.Report.Messages);
    }

    [Fact]
    public void Old_traces_have_a_recording_in_one_event()
    {
        SampleStore store = JsonProfiles.Load("""
            [{"ph":"I","name":"CpuProfile","pid":1,"tid":1,"ts":90,"args":{"data":{"cpuProfile":{"startTime":10,"endTime":50,"samples":[1,1],"timeDeltas":[5,5],
             "nodes":[{"id":1,"callFrame":{"functionName":"f"}}]}}}}]
            """);
        Assert.Equal(["15  f", "20  f"], JsonProfiles.Describe(store));
    }

    [Fact]
    public void Collections_asynchronous_operations_and_marks_become_markers()
    {
        SampleStore store = JsonProfiles.Load("""
            [{"ph":"X","name":"MinorGC","cat":"devtools.timeline,v8","ts":10,"dur":5,"pid":1,"tid":1},{"ph":"X","name":"V8.GCScavenger","cat":"v8","ts":11,"dur":3,"pid":1,"tid":1},
             {"ph":"b","name":"load","cat":"blink.user_timing","id":"1","ts":5,"pid":1},{"ph":"e","name":"load","cat":"blink.user_timing","id":"1","ts":45,"pid":1},
             {"ph":"R","name":"navigationStart","cat":"disabled-by-default-blink.user_timing","ts":7},{"ph":"i","name":"tick","cat":"x","ts":8},{"ph":"C","name":"counter","ts":9},
             {"ph":"X","name":"work","ts":0,"dur":2000}]
            """);
        Assert.Equal(
            ["5000 40000 load blink.user_timing", "7000 0 navigationStart blink.user_timing", "10000 5000 MinorGC gc"],
            store.Markers.ToArray().Select(marker => FormattableString.Invariant(
                $"{marker.Range.Start} {marker.Range.Duration} {store.Strings.GetString(marker.Name)} {store.Strings.GetString(marker.Kind)}")));
        Assert.Equal(2, store.Report.SideBand);
    }

    [Fact]
    public void What_dotnet_trace_makes_up_below_a_call_says_whether_it_runs() => Assert.Equal(
        ["0  Main", "10  Main waiting", "20  Main"],
        Describe("""
            [{"ph":"B","cat":"sampleEvent","name":"Main","ts":0.0},{"ph":"B","cat":"sampleEvent","name":"CPU_TIME","ts":0},{"ph":"E","cat":"sampleEvent","name":"CPU_TIME","ts":10.0},
             {"ph":"B","cat":"sampleEvent","name":"UNMANAGED_CODE_TIME","ts":10},{"ph":"E","cat":"sampleEvent","name":"UNMANAGED_CODE_TIME","ts":20},{"ph":"E","cat":"sampleEvent","name":"Main","ts":29.5}]
            """));

    [Fact]
    public void What_was_left_over_from_before_the_trace_does_not_stretch_it()
    {
        SampleStore store = JsonProfiles.Load(
            """[{"ph":"X","name":"old","ts":1,"dur":5},{"ph":"X","name":"a","ts":900,"dur":120},{"ph":"I","name":"TracingStartedInBrowser","ts":1000}]""", TenMicroseconds);
        Assert.Equal(["1000  a", "1010  a"], JsonProfiles.Describe(store));
    }

    [Theory]
    [InlineData("[{0}]", false)]
    [InlineData("[{0},]", false)]
    [InlineData("[{0}", false)]
    [InlineData("[{0},", false)]
    [InlineData("[{0},\n{{\"ph\":\"X\",\"na", true)]
    [InlineData("{{\"traceEvents\":[{0}]}}", false)]
    [InlineData("{{\"traceEvents\":[{0},],\"metadata\":{{}}}}", false)]
    [InlineData("{{\"traceEvents\":[{0}]", true)]
    [InlineData("{{\"otherData\":{{}},\"displayTimeUnit\":\"ns\",\"traceEvents\":[{0}]}}", false)]
    public void Both_forms_are_read_closed_or_not(string form, bool isTruncated)
    {
        SampleStore store = JsonProfiles.Load(string.Format(CultureInfo.InvariantCulture, form, """{"ph":"X","name":"a","ts":0,"dur":1}"""));
        Assert.Equal("trace events", store.Report.Format);
        Assert.Equal((1, isTruncated, 0L), (store.Count, store.Report.IsTruncated, store.Report.Unparsed));
    }

    [Fact]
    public void An_event_that_is_not_JSON_is_counted_and_the_next_ones_are_read()
    {
        SampleStore store = JsonProfiles.Load("""
            {"traceEvents":[{"ph":"X","name":"a","ts":0,"dur":1},{"ph":"X","name":"b","ts":NaN,"dur":1},7,{"ph":"X","name":"c","ts":true,"dur":1},
            {"ph":"X","name":"d","ts":1000,"dur":1}],"metadata":{"cpu-brand":"Z80","num-cpus":2}}
            """);
        Assert.Equal(["0  a", "1000  d"], JsonProfiles.Describe(store));
        Assert.Equal(3, store.Report.Unparsed);
        Assert.Equal(("Z80", 2), (store.Header.CpuDescription, store.Header.CpuCount));
    }

    [Fact]
    public void Cut_at_any_byte_nothing_but_a_refusal_is_thrown_and_blocks_change_nothing()
    {
        byte[] text = CorpusFiles.ReadText("other/chrome-page.truncated.json.gz")[..3000];
        for (int length = 0; length < text.Length; length += 7)
        {
            LoaderCheck.Run(text[..length]);
        }
    }

    [Fact]
    public void Block_borders_change_nothing() => Gen.Int[1, 3000].Array[1, 5].Sample(
        sizes =>
        {
            byte[] text = CorpusFiles.ReadText("other/chrome-page.truncated.json.gz");
            using BlockStream blocks = new(text, sizes);
            StoreCheck.RequireIdentical(JsonProfiles.Load(text), ProfileLoader.LoadAsync(blocks).GetAwaiter().GetResult());
        },
        iter: 10);

    [Fact]
    public void A_point_of_the_grid_is_a_sample_of_what_lasts_there() => SpanGen.Sample(
        spans =>
        {
            string text = "[" + string.Join(',', spans.Select((span, i) => string.Create(
                CultureInfo.InvariantCulture, $$"""{"ph":"X","name":"s{{i}}","ts":{{span.Start}},"dur":{{span.Length}}}""")));
            SampleStore store = JsonProfiles.Load(text + ",{\"ph\":\"X\",\"name\":\"end\",\"ts\":1000,\"dur\":10,\"tid\":5}", TenMicroseconds);
            string[] found = [.. JsonProfiles.Describe(store).Where(line => !line.EndsWith("end", StringComparison.Ordinal))];

            // Slowly: at each point, the spans that began and have not ended, each cut to what it began in.
            List<string> expected = [];
            (int Start, int End, int Name)[] ordered = [.. spans.Select((span, i) => (span.Start, span.Start + span.Length, i)).OrderBy(span => span.Start).ThenByDescending(span => span.Item2).ThenBy(span => span.i)];
            for (int point = 0; point < 200; point += 10)
            {
                List<(int End, int Name)> open = [];
                foreach ((int start, int end, int name) in ordered.Where(span => span.Start <= point))
                {
                    open.RemoveAll(outer => outer.End <= start);
                    open.Add((open.Count == 0 ? end : Math.Min(end, open[^1].End), name));
                }

                open.RemoveAll(span => span.End <= point);
                if (open.Count > 0)
                {
                    expected.Add(FormattableString.Invariant($"{point}  {string.Join(';', open.Select(span => FormattableString.Invariant($"s{span.Name}")))}"));
                }
            }

            Assert.Equal(expected, found);
        },
        iter: 300);

    private static Gen<(int Start, int Length)[]> SpanGen { get; } = Gen.Select(Gen.Int[0, 100], Gen.Int[0, 90]).Array[1, 8];

    private static string[] Describe(string text) => JsonProfiles.Describe(JsonProfiles.Load(text, TenMicroseconds));
}
