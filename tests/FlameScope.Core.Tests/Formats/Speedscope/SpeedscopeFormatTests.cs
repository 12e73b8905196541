using System.Text;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.Speedscope;

public sealed class SpeedscopeFormatTests
{
    private const string Shared = "\"shared\":{\"frames\":[{\"name\":\"main\"},{\"name\":\"run\",\"file\":\"app.py\",\"line\":7,\"col\":2},{\"name\":\"leaf\"}]}";
    private const string Schema = "\"$schema\":\"https://www.speedscope.app/file-format-schema.json\"";

    [Fact]
    public void A_sampled_profile_gives_a_sample_at_the_beginning_of_each_stack()
    {
        SampleStore store = Load("{\"type\":\"sampled\",\"name\":\"worker (pid 12, tid 34)\",\"unit\":\"milliseconds\",\"startValue\":1.5,\"endValue\":9,"
            + "\"samples\":[[0],[0,1],[],[0,1,2]],\"weights\":[0.25,1,2,3.1234567]}");
        Assert.Equal(
            ["1500000 worker 12/34 [250000]: main", "1750000 worker 12/34 [1000000]: main;run_j@app.py", "4750000 worker 12/34 [3123457]: main;run_j@app.py;leaf"],
            FormatChecks.Describe(store));
        Assert.Equal((3L, 0L, 1L), (store.Report.Samples, store.Report.Unparsed, store.Report.SideBand));
        Frame run = store.Frames[1];
        Assert.Equal(("app.py", 7), (store.Strings.GetString(run.File), run.Line));
        Assert.Equal(("ns", SampleWeight.Count), (store.EventKinds[0].Unit, store.EventKinds[0].DefaultWeight));
    }

    [Fact]
    public void Values_without_times_stand_at_the_first_time_that_there_is()
    {
        const string Bytes = "{\"type\":\"sampled\",\"name\":\"heap\",\"unit\":\"bytes\",\"startValue\":0,\"endValue\":5,\"samples\":[[0]],\"weights\":[5]}";
        const string Opened = "{\"type\":\"evented\",\"name\":\"heap\",\"unit\":\"none\",\"startValue\":0,\"endValue\":7,\"events\":[{\"type\":\"O\",\"frame\":0,\"at\":0},{\"type\":\"C\",\"frame\":0,\"at\":7}]}";
        const string Times = "{\"type\":\"sampled\",\"name\":\"cpu\",\"unit\":\"milliseconds\",\"startValue\":90000,\"endValue\":90002,\"samples\":[[0],[2]],\"weights\":[1,1]}";
        SampleStore store = FormatChecks.Load("{" + Schema + "," + Shared + ",\"profiles\":[" + Bytes + "," + Opened + "," + Times + "]}");
        Assert.Equal(TimeAxis.Clock, store.TimeAxis);
        Assert.Equal([90_000_000_000, 90_000_000_000, 90_000_000_000, 90_001_000_000], store.Times.ToArray());
        Assert.Equal(["bytes", "samples", "weights"], store.EventKinds.ToArray().Select(kind => store.Strings.GetString(kind.Name)).Order(StringComparer.Ordinal));
        Assert.Equal(TimeAxis.None, FormatChecks.Load("{" + Schema + "," + Shared + ",\"profiles\":[" + Bytes + "," + Opened + "]}").TimeAxis);
    }

    [Fact]
    public void Members_may_come_in_any_order()
    {
        string profile = "\"samples\":[[0,1],[2]],\"weights\":[1,2],\"endValue\":3,\"startValue\":10,\"unit\":\"seconds\",\"name\":\"t\",\"type\":\"sampled\"";
        SampleStore store = FormatChecks.Load("{\"profiles\":[{" + profile + "}]," + Shared + ",\"name\":\"x\",\"other\":[1,{\"a\":[]}]," + Schema + "}");
        Assert.Equal(["10000000000 t -1/-1 [1000000000]: main;run_j@app.py", "11000000000 t -1/-1 [2000000000]: leaf"], FormatChecks.Describe(store));
    }

    [Theory]
    [InlineData("nanoseconds", 3)]
    [InlineData("microseconds", 3_000)]
    [InlineData("milliseconds", 3_000_000)]
    [InlineData("seconds", 3_000_000_000)]
    public void Units_of_time_are_nanoseconds(string unit, long weight)
    {
        SampleStore store = Load($"{{\"type\":\"sampled\",\"name\":\"t\",\"unit\":\"{unit}\",\"startValue\":0,\"endValue\":1,\"samples\":[[0]],\"weights\":[3]}}");
        Assert.Equal((weight, TimeAxis.Clock), (store.WeightOf(0), store.TimeAxis));
    }

    [Theory]
    [InlineData("bytes", "bytes", "bytes")]
    [InlineData("none", "weights", "samples")]
    public void Other_units_have_no_times_and_are_weighed_by_value(string unit, string kind, string measure)
    {
        SampleStore store = Load($"{{\"type\":\"sampled\",\"name\":\"t\",\"unit\":\"{unit}\",\"startValue\":0,\"endValue\":1,\"samples\":[[0],[1]],\"weights\":[3,4000]}}");
        Assert.Equal((TimeAxis.None, 4003L), (store.TimeAxis, FlameTree.Create(store).Total));
        Assert.Equal((kind, measure), (store.Strings.GetString(store.EventKinds[0].Name), store.EventKinds[0].Unit));
        Assert.Contains("without a unit", Assert.Throws<InvalidOperationException>(() => HeatMap.Create(store)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_add_up_exactly_and_are_rounded_once()
    {
        string weights = string.Join(',', Enumerable.Repeat("0.3333333333", 3000));
        string samples = string.Join(',', Enumerable.Repeat("[0]", 3000));
        SampleStore store = Load($"{{\"type\":\"sampled\",\"name\":\"t\",\"unit\":\"nanoseconds\",\"startValue\":9000000000000000000,\"endValue\":1,\"samples\":[{samples}],\"weights\":[{weights}]}}");
        Assert.Equal(9_000_000_000_000_001_000, store.Times[^1]);
    }

    [Theory]
    [InlineData("worker", "worker", -1, -1)]
    [InlineData("ingest 1 (pid 3181, tid 3187)", "ingest 1", 3181, 3187)]
    [InlineData("Thread (11509)", "Thread (11509)", -1, 11509)]
    [InlineData("Process 12 Thread 34 \"MainThread\"", "MainThread", 12, 34)]
    [InlineData("Thread 0x7F \"Main Thread\"", "Main Thread", -1, -1)]
    [InlineData("a PID: 7", "a PID: 7", 7, -1)]
    [InlineData("rapid 7", "rapid 7", -1, -1)]
    [InlineData("", "", -1, -1)]
    public void Ids_are_taken_from_the_name(string name, string command, int pid, int tid)
    {
        string text = System.Text.Json.JsonEncodedText.Encode(name).ToString();
        SampleStore store = Load($"{{\"type\":\"sampled\",\"name\":\"{text}\",\"unit\":\"seconds\",\"startValue\":0,\"endValue\":1,\"samples\":[[0]],\"weights\":[3]}}");
        Assert.Equal([$"0 {command} {pid}/{tid} [3000000000]: main"], FormatChecks.Describe(store));
    }

    [Fact]
    public void An_evented_profile_gives_samples_at_whole_steps()
    {
        SampleStore store = Load(Evented("O0@0", "O1@1.2", "O2@1.3", "C2@1.4", "C1@3", "C0@4"));
        Assert.Equal(
            ["0 t -1/-1 [1000000]: main", "1000000 t -1/-1 [1000000]: main", "2000000 t -1/-1 [1000000]: main;run_j@app.py", "3000000 t -1/-1 [1000000]: main"],
            FormatChecks.Describe(store));
        Assert.Equal((4L, 0L, 1L, 0L), (store.Report.Samples, store.Report.Unparsed, store.Report.ShortSpans, store.Report.Corrections));
        SampleStore coarse = Load(Evented("O0@0", "O1@1.2", "C1@3", "C0@4"), new LoadOptions { IntervalStep = TimeSpan.FromMilliseconds(2) });
        Assert.Equal(["0 t -1/-1 [2000000]: main", "2000000 t -1/-1 [2000000]: main;run_j@app.py"], FormatChecks.Describe(coarse));
    }

    [Fact]
    public void Events_that_contradict_others_are_read_in_the_likeliest_way_and_counted()
    {
        SampleStore back = Load(Evented("O0@2", "O1@1", "C1@3", "C0@4"));
        Assert.Equal(1, back.Report.Corrections);
        Assert.Equal([2_000_000, 3_000_000], back.Times.ToArray());
        Assert.Contains("does not go back", back.Report.Diagnostics[0].Expected, StringComparison.Ordinal);
        Assert.Equal(1, Load(Evented("O0@0", "O1@1", "C0@3")).Report.Corrections);
        Assert.Equal(1, Load(Evented("O0@0", "C1@1", "C0@3")).Report.Corrections);
        SampleStore open = Load(Evented("O0@0", "O1@1", "C1@3"));
        Assert.Equal((1L, 6), (open.Report.Corrections, open.Count));
    }

    [Fact]
    public void An_evented_profile_of_bytes_weighs_what_each_stack_holds()
    {
        SampleStore store = FormatChecks.Load("{" + Schema + "," + Shared + ",\"profiles\":[" + Evented("O0@0", "O1@100", "C1@1100", "C0@1200").Replace("milliseconds", "bytes", StringComparison.Ordinal) + "]}");
        Assert.Equal(["0 t -1/-1 [100]: main", "0 t -1/-1 [1000]: main;run_j@app.py", "0 t -1/-1 [100]: main"], FormatChecks.Describe(store));
    }

    [Theory]
    [InlineData("\"samples\":[[0],[9]],\"weights\":[1,1]", 1)]
    [InlineData("\"samples\":[[0],[\"x\"]],\"weights\":[1,1]", 1)]
    [InlineData("\"samples\":[[0],7],\"weights\":[1,1]", 1)]
    [InlineData("\"samples\":[[0],[1],[2]],\"weights\":[1]", 2)]
    [InlineData("\"samples\":[[0]],\"weights\":[1,1]", 1)]
    [InlineData("\"samples\":[[0],[0]],\"weights\":[1,-1]", 1)]
    public void What_cannot_be_read_is_counted(string data, long unparsed)
    {
        string profile = "{\"type\":\"sampled\",\"name\":\"t\",\"unit\":\"seconds\",\"startValue\":0,\"endValue\":1," + data + "}";
        SampleStore store = Load(profile);
        Assert.Equal((1L, unparsed), (store.Report.Samples, store.Report.Unparsed));
        Assert.Throws<ProfileFormatException>(() => Load(profile, new LoadOptions { IsStrict = true }));
    }

    [Theory]
    [InlineData("made/made.sampled.speedscope.json")]
    [InlineData("made/made.evented.speedscope.json")]
    [InlineData("gcpulse.speedscope.json")]
    public void Files_of_the_corpus_are_read_whole(string file)
    {
        SampleStore store = CorpusFiles.Load("other/" + file);
        Assert.Equal(("speedscope", 0L, 0L, false), (store.Report.Format, store.Report.Unparsed, store.Report.Corrections, store.Report.IsTruncated));
    }

    [Fact]
    public void The_made_file_has_the_samples_of_its_truth()
    {
        SampleStore store = CorpusFiles.Load("other/made/made.sampled.speedscope.json");
        Assert.Equal(1578, store.Count);
        Assert.Equal((0L, 1219583949495 - 1215522259644), (store.Times[0], store.Times[^1]));
        Assert.Equal(28, store.ThreadTable.Length);
        Assert.Equal(633, store.Threads.ToArray().Count(thread => store.ThreadTable[thread.Value] is { Pid: 3181, Tid: 3187 }));
        if (CorpusFiles.Has("binary/shop/fork-exec.perf.txt"))
        {
            Assert.Equal(Of(CorpusFiles.Load("binary/shop/fork-exec.perf.txt"), 1215522259644), Of(store, 0));
        }
    }

    [Fact]
    public void The_evented_file_has_the_time_of_each_stack_that_the_sampled_one_has()
    {
        SampleStore evented = ProfileLoader.Load(CorpusFiles.PathOf("other/made/made.evented.speedscope.json"), new LoadOptions { IntervalStep = TimeSpan.FromMicroseconds(1) });
        FlameTree exact = FlameTree.Create(CorpusFiles.Load("other/made/made.sampled.speedscope.json").WeighedBy(SampleWeight.Value));
        FlameTree steps = FlameTree.Create(evented.WeighedBy(SampleWeight.Value));
        Assert.InRange(steps.Total, exact.Total - 2_000_000, exact.Total + 2_000_000);
        FlameDiff diff = FlameDiff.Create(exact, steps, new FlameDiffOptions { Mode = FlameDiffMode.Raw });
        Assert.Equal(exact.Count, diff.Count);
    }

    [Fact]
    public void Threads_that_wait_in_dotnet_are_waiting_and_pseudo_frames_are_none()
    {
        SampleStore store = CorpusFiles.Load("other/gcpulse.speedscope.json");
        string[] symbols = [.. store.Frames.ToArray().Select(frame => store.Strings.GetString(frame.Symbol))];
        Assert.Empty(symbols.Intersect(["CPU_TIME", "UNMANAGED_CODE_TIME", "Threads", "(Non-Activities)"]));
        Assert.All(store.ThreadTable.ToArray(), thread => Assert.Equal(11509, thread.Pid));
        Assert.Contains(store.ThreadTable.ToArray(), thread => thread.Tid == 11517);
        Coverage coverage = FlameTree.Create(store).Coverage;
        Assert.True(coverage.Waiting > coverage.Shown, $"{coverage.Waiting} waiting, {coverage.Shown} shown");
        Assert.Contains("gcpulse", store.Frames.ToArray().Select(frame => store.Strings.GetString(frame.Module)));
    }

    [Theory]
    [InlineData("perf/shards-99-a.perf.txt")]
    [InlineData("perf/orders-199-p.perf.txt")]
    [InlineData("perf/segstore-49-p.perf.txt")]
    public void What_is_written_as_speedscope_reads_back_as_the_same_samples(string recording)
    {
        SampleStore store = CorpusFiles.Load(recording);
        SampleStore again = FormatChecks.Load(new SpeedscopeExporter().ExportToString(store.Where(new SampleFilter { IncludeIdle = true })));
        Assert.Equal(Of(store, store.Origin), Of(again, 0));
    }

    [Fact]
    public void Cut_anywhere_and_in_any_blocks_it_holds()
    {
        string sampled = "{\"type\":\"sampled\",\"name\":\"a\\u00e9 (tid 1)\",\"unit\":\"seconds\",\"startValue\":0,\"endValue\":1,\"samples\":[[0,1],[2],[0]],\"weights\":[1,0.5,2]}";
        string text = "{" + Schema + "," + Shared + ",\"profiles\":[" + sampled + "," + Evented("O0@0", "O1@1", "C1@3", "C0@5") + "],\"exporter\":\"x\"}";
        FormatChecks.RequireCutsHold(Encoding.UTF8.GetBytes(text));
        FormatChecks.RequireSameFromBlocks(Encoding.UTF8.GetBytes(text));
        FormatChecks.RequireSameFromBlocks(CorpusFiles.ReadText("other/gcpulse.speedscope.json"), rounds: 2);
    }

    [Fact]
    public void Frames_that_a_cut_file_does_not_tell_are_unknown()
    {
        SampleStore store = FormatChecks.Load("{" + Schema + ",\"profiles\":[{\"type\":\"sampled\",\"name\":\"t\",\"unit\":\"seconds\",\"startValue\":0,\"endValue\":1,\"samples\":[[0,1]],\"weights\":[1]}]");
        Assert.Equal(["0 t -1/-1 [1000000000]: [unknown]_u;[unknown]_u"], FormatChecks.Describe(store));
        Assert.True(store.Report.IsTruncated);
    }

    private static string[] Of(SampleStore store, long origin) =>
    [
        .. Enumerable.Range(0, store.Count).Select(sample =>
        {
            ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
            return $"{store.Times[sample] - origin} {store.Strings.GetString(thread.Command)} {thread.Pid}/{thread.Tid} "
                + string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(id =>
                {
                    Frame frame = store.Frames[id.Value];
                    return store.Strings.GetString(frame.Symbol) + "@" + store.Strings.GetString(frame.Module);
                }));
        }).Order(StringComparer.Ordinal),
    ];

    private static string Evented(params string[] events) =>
        "{\"type\":\"evented\",\"name\":\"t\",\"unit\":\"milliseconds\",\"startValue\":0,\"endValue\":6,\"events\":["
        + string.Join(',', events.Select(text => $"{{\"type\":\"{text[0]}\",\"frame\":{text[1]},\"at\":{text[3..]}}}")) + "]}";

    private static SampleStore Load(string profile, LoadOptions? options = null) =>
        FormatChecks.Load("{" + Schema + "," + Shared + ",\"profiles\":[" + profile + "]}", options);
}
