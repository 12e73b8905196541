using System.Text;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.Firefox;

public sealed class FirefoxFormatTests
{
    private const string Meta = "\"meta\":{\"preprocessedProfileVersion\":70,\"startTime\":1000.5,\"product\":\"x\",\"categories\":["
        + "{\"name\":\"Other\",\"color\":\"grey\",\"subcategories\":[\"Other\"]},{\"name\":\"Kernel\"},{\"name\":\"JavaScript\"},{\"name\":\"Idle\"},{\"name\":\"GC / CC\"}]}";

    private const string Libraries = "\"libs\":[{\"name\":\"libc.so.6\",\"path\":\"/lib/libc.so.6\"},{\"name\":\"vmlinux\",\"path\":\"\"}]";

    private const string Shared = "\"shared\":{"
        + "\"stackTable\":{\"frame\":[0,1,2,3,4,5],\"prefixOffset\":[0,1,1,2,4,1],\"length\":6},"
        + "\"frameTable\":{\"func\":[0,1,2,3,4,5],\"category\":[null,0,1,2,3,0],\"inlineDepth\":[0,0,0,0,0,1],\"line\":[null,null,null,12,null,null],\"lib\":[0,0,1,-1,-1,0],\"length\":6},"
        + "\"funcTable\":{\"name\":[0,1,2,3,4,5],\"isJS\":[false,false,false,true,false,false],\"resource\":[-1,-1,-1,-1,-1,-1],\"source\":[null,null,null,0,null,null],\"length\":6},"
        + "\"resourceTable\":{\"name\":[],\"length\":0},\"sources\":{\"filename\":[6],\"length\":1},"
        + "\"stringArray\":[\"main\",\"0x12\",\"sys_read\",\"click\",\"poll\",\"hash\",\"http://a/b.js\",\"checkout\",\"GC\"]}";

    private const string Thread = "{\"name\":\"worker\",\"processName\":\"p\",\"pid\":\"12\",\"tid\":\"34.1\",\"isMainThread\":false,"
        + "\"samples\":{\"stack\":[0,2,3,4,5,null],\"timeDeltas\":[0.5,1,1,1,1.0000001,1],\"weight\":null,\"weightType\":\"samples\",\"length\":6},"
        + "\"markers\":{\"name\":[7,8,8,7],\"startTime\":[1.25,2,null,4],\"endTime\":[3,null,5.5,null],\"phase\":[1,2,3,0],\"category\":[0,4,4,0],"
        + "\"data\":[{\"type\":\"UserTiming\",\"x\":{\"name\":1},\"name\":\"pay\"},null,null,{\"type\":\"y\"}],\"length\":4}}";

    private static readonly string Profile = $"{{{Meta},{Libraries},\"pages\":[],{Shared},\"threads\":[{Thread}]}}";

    private static readonly string[] Expected =
    [
        "500000 worker 12/34 [1]: main@/lib/libc.so.6",
        "1500000 worker 12/34 [1]: main@/lib/libc.so.6;0x12_u@/lib/libc.so.6;sys_read_k@vmlinux",
        "2500000 worker 12/34 [1]: main@/lib/libc.so.6;0x12_u@/lib/libc.so.6;click_j@http://a/b.js",
        "3500000 worker 12/34 [1] idle: main@/lib/libc.so.6;poll",
        "4500000 worker 12/34 [1]: main@/lib/libc.so.6;poll;hash_i@/lib/libc.so.6",
        "5500000 worker 12/34 [1]: ",
    ];

    [Fact]
    public void Stacks_come_from_the_shared_tables()
    {
        SampleStore store = FormatChecks.Load(Profile);
        Assert.Equal(Expected, FormatChecks.Describe(store));
        Assert.Equal(("Firefox profile", 0L), (store.Report.Format, store.Report.Unparsed));
        Assert.Equal(1_000_500_000, store.Header.ClockEpochNanoseconds);
        Frame click = store.Frames.ToArray().Single(frame => store.Strings.GetString(frame.Symbol) == "click");
        Assert.Equal(("http://a/b.js", 12), (store.Strings.GetString(click.File), click.Line));
    }

    [Fact]
    public void Members_may_come_in_any_order()
    {
        Assert.Equal(Expected, FormatChecks.Describe(FormatChecks.Load($"{{\"threads\":[{Thread}],{Shared},{Libraries},{Meta}}}")));
        Assert.Equal(Expected, FormatChecks.Describe(FormatChecks.Load($"{{{Meta},\"threads\":[{Thread}],{Shared},{Libraries}}}")));
    }

    [Fact]
    public void Tables_of_one_thread_come_with_it_before_version_60()
    {
        string tables = Shared["\"shared\":{".Length..^1].Replace("\"prefixOffset\":[0,1,1,2,4,1]", "\"prefix\":[null,0,1,1,0,4]", StringComparison.Ordinal)
            .Replace("\"lib\":[0,0,1,-1,-1,0],", "", StringComparison.Ordinal)
            .Replace("\"resource\":[-1,-1,-1,-1,-1,-1],\"source\":[null,null,null,0,null,null]", "\"resource\":[0,0,1,-1,-1,0],\"fileName\":[null,null,null,6,null,null]", StringComparison.Ordinal)
            .Replace("\"resourceTable\":{\"name\":[],\"length\":0}", "\"resourceTable\":{\"lib\":[0,1],\"name\":[0,0],\"length\":2}", StringComparison.Ordinal);
        string profile = $"{{{Meta.Replace("70", "49", StringComparison.Ordinal)},{Libraries},\"threads\":[{Thread[..^1]},{tables}}}]}}";
        Assert.Equal(Expected, FormatChecks.Describe(FormatChecks.Load(profile)));
    }

    [Fact]
    public void Markers_keep_their_times_and_category()
    {
        SampleStore store = FormatChecks.Load(Profile);
        Assert.Equal(
            ["1250000-3000000 checkout [Other] pay", "2000000-5500000 GC [GC / CC] ", "4000000-4000000 checkout [Other] "],
            store.Markers.ToArray().Select(marker => $"{marker.Range.Start}-{marker.Range.End} {store.Strings.GetString(marker.Name)} [{store.Strings.GetString(marker.Kind)}] {store.Strings.GetString(marker.Text)}")
                .Select(text => text.Replace("[]", "[Other]", StringComparison.Ordinal)));
        Assert.All(store.Markers.ToArray(), marker => Assert.Equal(0, marker.Thread?.Value));
    }

    [Fact]
    public void A_sample_that_repeats_the_stack_before_without_time_on_a_CPU_is_waiting()
    {
        string samples = "\"samples\":{\"stack\":[0,0,0,2,2],\"time\":[1,2,3,4,5],\"threadCPUDelta\":[0,900,0,0,null],\"weight\":null,\"weightType\":\"samples\",\"length\":5}";
        SampleStore store = FormatChecks.Load(WithSamples(samples));
        Assert.Equal([false, false, true, false, false], Enumerable.Range(0, 5).Select(store.IsWaiting));
        Assert.Equal(EventClock.Wall, store.EventKinds[0].Clock);
        SampleStore unmeasured = FormatChecks.Load(WithSamples(samples.Replace("[0,900,0,0,null]", "[0,0,0,0,0]", StringComparison.Ordinal)));
        Assert.DoesNotContain(true, Enumerable.Range(0, 5).Select(unmeasured.IsWaiting));
    }

    [Theory]
    [InlineData("samples", "[1,2]", "samples", new long[] { 1, 2 }, 3)]
    [InlineData("samples", "[1,1]", "samples", new long[] { 1, 1 }, 2)]
    [InlineData("tracing-ms", "[0.5,2]", "ns", new long[] { 500_000, 2_000_000 }, 2_500_000)]
    [InlineData("bytes", "[10,4096]", "bytes", new long[] { 10, 4096 }, 4106)]
    public void Weights_have_their_unit(string type, string weights, string unit, long[] values, long total)
    {
        SampleStore store = FormatChecks.Load(WithSamples($"\"samples\":{{\"stack\":[0,1],\"time\":[1,2],\"weight\":{weights},\"weightType\":\"{type}\",\"length\":2}}"));
        Assert.Equal(values, Enumerable.Range(0, 2).Select(store.WeightOf));
        Assert.Equal((unit, total), (store.EventKinds[0].Unit, FlameTree.Create(store).Total));
    }

    [Fact]
    public void Allocations_are_an_event_of_their_own()
    {
        string allocations = "\"samples\":{\"stack\":[0],\"time\":[1],\"weight\":null,\"weightType\":\"samples\",\"length\":1},"
            + "\"nativeAllocations\":{\"stack\":[0,1],\"time\":[2,3],\"weight\":[100,-100],\"weightType\":\"bytes\",\"length\":2}";
        SampleStore store = FormatChecks.Load(WithSamples(allocations));
        Assert.Equal((2, 1L), (store.Count, store.Report.SideBand));
        Assert.Equal(["samples", "native allocations"], store.EventKinds.ToArray().Select(kind => store.Strings.GetString(kind.Name)));
        Assert.Equal("samples", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
    }

    [Fact]
    public void A_comparison_of_two_profiles_is_refused_by_name() => Assert.Contains(
        "comparison of two profiles",
        FormatChecks.RefusalOf(WithSamples("\"samples\":{\"stack\":[0,1],\"time\":[1,2],\"weight\":[1,-1],\"weightType\":\"samples\",\"length\":2}")),
        StringComparison.Ordinal);

    [Fact]
    public void A_raw_profile_of_Firefox_is_refused_by_name() => Assert.Contains(
        "raw profile of Firefox",
        FormatChecks.RefusalOf("{\"meta\":{\"version\":29,\"startTime\":1,\"processType\":0,\"stackwalk\":1,\"interval\":1},\"threads\":[{\"samples\":{\"schema\":{\"stack\":0,\"time\":1},\"data\":[]}}]}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\"stack\":[0,9],\"time\":[1,2]", 1)]
    [InlineData("\"stack\":[0,1,2],\"time\":[1]", 2)]
    [InlineData("\"stack\":[0,1],\"time\":[1,\"x\"]", 1)]
    public void What_cannot_be_read_is_counted(string columns, long unparsed)
    {
        string profile = WithSamples("\"samples\":{" + columns + ",\"weight\":null,\"weightType\":\"samples\"}");
        SampleStore store = FormatChecks.Load(profile);
        Assert.Equal((1L, unparsed), (store.Report.Samples, store.Report.Unparsed));
        Assert.Throws<ProfileFormatException>(() => FormatChecks.Load(profile, new LoadOptions { IsStrict = true }));
    }

    [Fact]
    public void The_clock_of_the_machine_is_kept()
    {
        SampleStore store = FormatChecks.Load(Profile.Replace("\"startTime\":1000.5", "\"startTime\":1000.5,\"startTimeAsClockMonotonicNanosecondsSinceBoot\":7000000", StringComparison.Ordinal));
        Assert.Equal(7_500_000, store.Times[0]);
        Assert.Equal(1_000_500_000 - 7_000_000, store.Header.ClockEpochNanoseconds);
        Assert.Equal(8_250_000, store.Markers[0].Range.Start);
    }

    [Theory]
    [InlineData(49)]
    [InlineData(66)]
    [InlineData(70)]
    public void The_made_files_have_the_samples_of_their_truth(int version)
    {
        SampleStore store = CorpusFiles.Load($"other/made/made.firefox-v{version}.json");
        Assert.Equal((1578, 0L, false), (store.Count, store.Report.Unparsed, store.Report.IsTruncated));
        Assert.InRange(store.Times[^1] - store.Times[0] - (1219583949495 - 1215522259644), -1_000, 1_000);
        Assert.InRange((Int128)store.Header.ClockEpochNanoseconds!.Value + store.Times[0] - 1_795_000_000_000_000_000 - 1215522259644, -1_000, 1_000);
        int[] per100Ms = new int[41];
        foreach (long time in store.Times)
        {
            per100Ms[(time - store.Times[0]) / 100_000_000]++;
        }

        Assert.Equal(
            [28, 26, 36, 53, 65, 34, 30, 38, 45, 36, 41, 44, 55, 55, 42, 40, 24, 24, 60, 30, 50, 38, 32, 35, 27, 35, 30, 37, 36, 43, 39, 57, 50, 31, 42, 59, 19, 25, 40, 31, 16],
            per100Ms);
        if (CorpusFiles.Has("binary/shop/fork-exec.perf.txt"))
        {
            Assert.Equal(Stacks(CorpusFiles.Load("binary/shop/fork-exec.perf.txt")), Stacks(store));
        }
    }

    [Theory]
    [InlineData("perf/shards-99-a.perf.txt")]
    [InlineData("perf/orders-199-p.perf.txt")]
    [InlineData("formats/40-dwarf-inline.txt")]
    public void What_is_written_for_Firefox_reads_back_as_the_same_samples(string recording)
    {
        SampleStore store = CorpusFiles.Load(recording);
        SampleFilter all = new() { IncludeIdle = true };
        SampleStore again = FormatChecks.Load(new FirefoxExporter().ExportToString(store.Where(all)));
        Assert.Equal(0, again.Report.Unparsed);
        Assert.Equal(Samples(store), Samples(again));
    }

    [Fact]
    public void What_is_written_of_markers_reads_back_as_the_same()
    {
        SampleStore store = FormatChecks.Load(Profile.Replace("\"name\":\"Other\"", "\"name\":\"DOM\"", StringComparison.Ordinal));
        SampleStore again = FormatChecks.Load(new FirefoxExporter().ExportToString(store.Where(new SampleFilter { IncludeIdle = true })));
        Assert.Equal(MarkersOf(store), MarkersOf(again));
        Assert.Equal(store.Header.ClockEpochNanoseconds, again.Header.ClockEpochNanoseconds);
    }

    [Fact]
    public void An_empty_slice_has_a_thread_without_samples()
    {
        string json = new FirefoxExporter().ExportToString(FormatChecks.Load(Profile).Slice(new TimeRange(0, 0)));
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(0, document.RootElement.GetProperty("threads")[0].GetProperty("samples").GetProperty("length").GetInt32());
    }

    [Fact]
    public void Cut_anywhere_and_in_any_blocks_it_holds()
    {
        byte[] text = Encoding.UTF8.GetBytes(Profile);
        FormatChecks.RequireCutsHold(text, step: 3);
        FormatChecks.RequireSameFromBlocks(text);
        FormatChecks.RequireSameFromBlocks(CorpusFiles.ReadText("other/made/made.firefox-v66.json"), rounds: 1);
    }

    private static string WithSamples(string members) =>
        $"{{{Meta},{Libraries},{Shared},\"threads\":[{{\"name\":\"worker\",\"pid\":\"12\",\"tid\":34,{members}}}]}}";

    private static string[] MarkersOf(SampleStore store) =>
        [.. store.Markers.ToArray().Select(marker => $"{marker.Range} {store.Strings.GetString(marker.Name)} {store.Strings.GetString(marker.Kind)} {store.Strings.GetString(marker.Text)}")];

    private static string[] Samples(SampleStore store) =>
        [.. Enumerable.Range(0, store.Count).Select(sample =>
        {
            ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
            return $"{store.Times[sample]} {store.Strings.GetString(thread.Command)} {thread.Pid}/{thread.Tid} " + StackOf(store, sample);
        }).Order(StringComparer.Ordinal)];

    private static string[] Stacks(SampleStore store) =>
        [.. Enumerable.Range(0, store.Count).Select(sample => StackOf(store, sample)).Order(StringComparer.Ordinal)];

    private static string StackOf(SampleStore store, int sample) => string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(id =>
    {
        Frame frame = store.Frames[id.Value];
        return $"{store.Strings.GetString(frame.Symbol)}@{store.Strings.GetString(frame.Module)} {frame.Kind}";
    }));
}
