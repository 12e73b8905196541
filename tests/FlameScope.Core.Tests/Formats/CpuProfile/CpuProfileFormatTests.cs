using System.Text;
using CsCheck;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Core.Tests.Formats.Json;
using FlameScope.Formats;
using FlameScope.Fuzz.Checks;

namespace FlameScope.Core.Tests.Formats.CpuProfile;

public class CpuProfileFormatTests
{
    private const string Nodes = """
        "nodes":[
        {"id":1,"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},"children":[2,3,4,6]},
        {"id":2,"callFrame":{"functionName":"(program)","url":"","lineNumber":-1}},
        {"id":3,"callFrame":{"functionName":"(idle)","url":"","lineNumber":-1}},
        {"id":4,"callFrame":{"functionName":"main","url":"file:///app.js","lineNumber":9,"columnNumber":4},"children":[5]},
        {"id":5,"callFrame":{"functionName":"","url":"file:///app.js","lineNumber":0}},
        {"id":6,"callFrame":{"functionName":"(garbage collector)","url":"","lineNumber":-1}}]
        """;

    [Fact]
    public void Hits_without_times_beside_samples_with_times_are_a_kind_of_their_own_at_the_first_time()
    {
        const string Node = """{"id":1,"callFrame":{"functionName":"f","url":"","lineNumber":-1},"hitCount":3}""";
        SampleStore store = JsonProfiles.Load($$"""[{"nodes":[{{Node}}]},{"nodes":[{{Node}}],"startTime":9000,"endTime":9020,"samples":[1,1],"timeDeltas":[5,5]}]""");
        Assert.Equal(TimeAxis.Clock, store.TimeAxis);
        Assert.Equal([9_005_000, 9_005_000, 9_010_000], store.Times.ToArray());
        Assert.Equal(["cpu", "hits"], store.EventKinds.ToArray().Select(kind => store.Strings.GetString(kind.Name)));
        Assert.Equal([true, false], store.EventKinds.ToArray().Select(kind => kind.IsDefault));
        Assert.Equal(TimeAxis.None, JsonProfiles.Load($$"""[{"nodes":[{{Node}}]}]""").TimeAxis);
    }

    [Fact]
    public void A_sample_is_a_leaf_at_the_sum_of_the_deltas_up_to_it()
    {
        SampleStore store = JsonProfiles.Load($$"""{{{Nodes}},"startTime":1000,"endTime":1100,"samples":[5,4,3,2,6],"timeDeltas":[10,20,30,5,5]}""");
        Assert.Equal(
            ["1010  main;(anonymous)", "1030  main", "1060  (idle) idle", "1065  (program)", "1070  (garbage collector)"],
            JsonProfiles.Describe(store));
        Assert.Equal([20_000, 30_000, 5_000, 5_000, 30_000], Enumerable.Range(0, 5).Select(store.WeightOf));
        Assert.Equal("cpuprofile", store.Report.Format);
        Assert.Equal("ns", store.EventKinds[0].Unit);
    }

    [Fact]
    public void Functions_have_their_script_and_their_one_based_line()
    {
        SampleStore store = JsonProfiles.Load($$"""{{{Nodes}},"startTime":0,"samples":[5,2,6],"timeDeltas":[1,1,1]}""");
        Frame main = JsonProfiles.FrameOf(store, "main");
        Assert.Equal(("file:///app.js", "file:///app.js", 10, FrameKind.Jit), (store.Strings.GetString(main.Module), store.Strings.GetString(main.File), main.Line, main.Kind));
        Assert.Equal(1, JsonProfiles.FrameOf(store, "(anonymous)").Line);
        Assert.Equal(FrameKind.Unknown, JsonProfiles.FrameOf(store, "(program)").Kind);
        Assert.Equal((FrameKind.User, 0), (JsonProfiles.FrameOf(store, "(garbage collector)").Kind, JsonProfiles.FrameOf(store, "(garbage collector)").Line));
    }

    [Fact]
    public void Members_may_come_in_any_order_and_nodes_may_name_their_parent()
    {
        SampleStore store = JsonProfiles.Load("""
            {"timeDeltas":[10,20],"samples":[3,2],"startTime":5,"nodes":[
            {"parent":2,"id":3,"callFrame":{"functionName":"leaf"}},{"id":2,"parent":1,"callFrame":{"functionName":"top"}},{"id":1,"callFrame":{"functionName":"(root)"}}]}
            """);
        Assert.Equal(["15  top;leaf", "35  top"], JsonProfiles.Describe(store));
    }

    [Fact]
    public void Negative_deltas_are_added_up_and_the_samples_sorted()
    {
        SampleStore store = JsonProfiles.Load($$"""{{{Nodes}},"startTime":100,"samples":[4,5,2],"timeDeltas":[50,-20,40]}""");
        Assert.Equal(["130  main;(anonymous)", "150  main", "170  (program)"], JsonProfiles.Describe(store));
        Assert.Equal([20_000, 20_000, 20_000], Enumerable.Range(0, 3).Select(store.WeightOf));
    }

    [Fact]
    public void A_long_pause_weighs_no_more_than_ten_usual_intervals()
    {
        SampleStore store = JsonProfiles.Load($$"""{{{Nodes}},"startTime":0,"endTime":100130,"samples":[4,4,4,4],"timeDeltas":[10,10,100000,10]}""");
        Assert.Equal([10_000, 100_000, 10_000, 100_000], Enumerable.Range(0, 4).Select(store.WeightOf));
    }

    [Fact]
    public void Samples_beyond_the_deltas_and_samples_of_no_node_are_counted_as_unparsed()
    {
        SampleStore store = JsonProfiles.Load($$"""{{{Nodes}},"startTime":0,"samples":[4,99,4,4,4],"timeDeltas":[1,1,1]}""");
        Assert.Equal((2L, 3L, 5L), (store.Report.Samples, store.Report.Unparsed, store.Report.Events));
        Assert.Equal(2, JsonProfiles.Load($$"""{{{Nodes}},"startTime":0,"samples":[4,4],"timeDeltas":[1,1,1]}""").Count);
        Assert.Throws<ProfileFormatException>(() => JsonProfiles.Load($$"""{{{Nodes}},"samples":[4,99],"timeDeltas":[1,1]}""", new LoadOptions { IsStrict = true }));
    }

    [Fact]
    public void Several_profiles_in_one_file_are_several_threads_of_one_clock()
    {
        SampleStore store = JsonProfiles.Load($$"""
            [{"title":"main",{{Nodes}},"startTime":100,"samples":[4],"timeDeltas":[1]},
             {"title":"worker",{{Nodes}},"startTime":50,"samples":[2,2],"timeDeltas":[1,1]},]
            """);
        Assert.Equal(["51 worker (program)", "52 worker (program)", "101 main main"], JsonProfiles.Describe(store));
    }

    [Fact]
    public void Old_files_have_a_tree_of_objects_and_absolute_times()
    {
        SampleStore store = JsonProfiles.Load("""
            {"head":{"functionName":"(root)","url":"","lineNumber":0,"hitCount":0,"children":[
             {"functionName":"a","url":"x.js","lineNumber":7,"hitCount":1,"children":[{"functionName":"b","hitCount":1,"children":[],"id":3}],"id":2}],"id":1},
             "startTime":14.5,"endTime":15.5,"samples":[3,2],"timestamps":[1000,2000]}
            """);
        Assert.Equal(["1000  a;b", "2000  a"], JsonProfiles.Describe(store));
        Assert.Equal(7, JsonProfiles.FrameOf(store, "a").Line);
    }

    [Fact]
    public void Hit_counts_without_samples_have_no_time_axis()
    {
        SampleStore store = JsonProfiles.Load("""
            {"nodes":[{"id":1,"callFrame":{"functionName":"(root)"},"children":[2]},{"id":2,"callFrame":{"functionName":"f"},"hitCount":41}]}
            """);
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Equal(41, FlameTree.Create(ProfileSlice.Of(store)).Total);
        Assert.Contains("node --cpu-prof", store.Header.TimelessAdvice, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_lead_round_in_a_circle_come_to_an_end()
    {
        SampleStore store = JsonProfiles.Load("""
            {"nodes":[{"id":1,"callFrame":{"functionName":"a"},"children":[2]},{"id":2,"callFrame":{"functionName":"b"},"children":[1,2]}],"samples":[1,2],"timeDeltas":[1,1]}
            """);
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void A_tree_of_thousands_of_nested_calls_is_read()
    {
        StringBuilder text = new("{\"samples\":[5000],\"timeDeltas\":[1],\"head\":");
        for (int i = 1; i <= 5000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"functionName\":\"f{i}\",\"id\":{i},\"children\":[");
        }

        for (int i = 1; i <= 5000; i++)
        {
            text.Append("]}");
        }

        SampleStore store = JsonProfiles.Load(text.Append('}').ToString());
        Assert.Equal(5000, store.StackTrie.FramesOf(store.Stacks[0]).Count());
    }

    [Fact]
    public void The_answer_of_the_profilers_protocol_is_read() =>
        Assert.Single(JsonProfiles.Describe(JsonProfiles.Load("{\"id\":1,\"result\":{\"profile\":{" + Nodes + ",\"startTime\":1,\"samples\":[4],\"timeDeltas\":[1]}}}")));

    [Fact]
    public void Cut_at_any_byte_what_can_be_placed_is_read_and_nothing_but_a_refusal_is_thrown()
    {
        byte[] text = Encoding.UTF8.GetBytes($$"""{{{Nodes}},"startTime":1000,"endTime":1100,"samples":[5,4,3,2,6],"timeDeltas":[10,20,30,5,5]}""");
        int loaded = 0;
        for (int length = 0; length < text.Length; length++)
        {
            loaded += LoaderCheck.Run(text[..length]) is { Report.IsTruncated: true } ? 1 : 0;
        }

        Assert.True(loaded > 30);
    }

    [Fact]
    public void A_recording_cut_in_its_deltas_keeps_the_samples_that_have_times()
    {
        byte[] text = CorpusFiles.ReadText("other/node-catalog-99hz.cpuprofile");
        SampleStore store = JsonProfiles.Load(text[..^4000]);
        Assert.True(store.Report.IsTruncated);
        Assert.InRange(store.Count, 1500, 2688);
        Assert.Equal(2689, store.Report.Events);
    }

    [Fact]
    public void Block_borders_change_nothing() => Gen.Int[1, 300].Array[1, 5].Sample(
        sizes =>
        {
            byte[] text = CorpusFiles.ReadText("other/node-catalog-99hz.cpuprofile");
            using BlockStream blocks = new(text, sizes);
            StoreCheck.RequireIdentical(JsonProfiles.Load(text), ProfileLoader.LoadAsync(blocks).GetAwaiter().GetResult());
        },
        iter: 20);

    [Theory]
    [InlineData("{\"samples\":[1],\"timeDeltas\":[1]}")]
    [InlineData("{\"nodes\":[{\"functionName\":1}],\"timeDeltas\":7}")]
    [InlineData("{\"timeDeltas\":{}}")]
    public void Without_a_single_sample_the_refusal_says_so(string text) =>
        Assert.Contains("cpuprofile", Assert.Throws<ProfileFormatException>(() => JsonProfiles.Load(text)).Message, StringComparison.Ordinal);
}
