using System.Globalization;
using System.Text.RegularExpressions;

namespace FlameScope.Formats.Protobuf.Tests.Pprof;

public sealed partial class PprofTests
{
    // What go tool pprof -raw prints of the same file.
    [Fact]
    public void A_profile_of_Go_has_the_stacks_and_values_that_go_tool_pprof_prints()
    {
        SampleStore store = DataFiles.Load("indexer.pprof");
        List<DescribedSample> samples = DescribedSample.AllOf(store);
        Dictionary<string, (int Count, long Value)> truth = RawText(System.Text.Encoding.UTF8.GetString(DataFiles.Read("indexer.raw.txt.gz")));

        Assert.Equal(truth, samples.GroupBy(sample => sample.Stack).ToDictionary(group => group.Key, group => (group.Count(), group.Sum(sample => sample.Weight))));
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Equal("cpu", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
        Assert.All(samples, sample => Assert.Equal("indexer -1/-1", sample.Thread));
        Frame tokenize = store.Frames.ToArray().First(frame => store.Strings.GetString(frame.Symbol) == "main.tokenize");
        Assert.Equal(("/opt/corpus/open/src/indexer.go", 13, FrameKind.User), (store.Strings.GetString(tokenize.File), tokenize.Line, tokenize.Kind));
    }

    [Fact]
    public void Inlined_calls_are_frames_of_their_own()
    {
        SampleStore store = DataFiles.Load("indexer.pprof");
        Frame[] stack = Enumerable.Range(0, store.Count).Select(i => DescribedSample.FramesOf(store, store.Stacks[i]))
            .First(frames => store.Strings.GetString(frames[^1].Symbol) == "runtime.bucketShift");
        Assert.Equal(
            [("runtime.mapassign_faststr", FrameKind.User), ("runtime.bucketMask", FrameKind.Inlined), ("runtime.bucketShift", FrameKind.Inlined)],
            stack[^3..].Select(frame => (store.Strings.GetString(frame.Symbol), frame.Kind)));
    }

    [Fact]
    public void Several_value_types_are_event_kinds_of_their_own()
    {
        WireWriter writer = Heap("alloc_objects", "count", "alloc_space", "bytes", "inuse_objects", "count", "inuse_space", "bytes");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 3, 96, 1, 32));
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 5, 50, 0, 0));
        writer.Varint(14, 7);
        SampleStore store = DataFiles.Load(writer.ToArray());

        Assert.Equal("inuse_space", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
        Assert.Equal(8, DescribedSample.AllOf(store, "alloc_objects").Sum(sample => sample.Weight));
        Assert.Equal(146, DescribedSample.AllOf(store, "alloc_space").Sum(sample => sample.Weight));
        Assert.Equal([32], DescribedSample.AllOf(store, "inuse_space").Select(sample => sample.Weight));
        Assert.All(store.EventKinds.ToArray(), kind => Assert.Equal((EventCounting.Aggregated, SampleWeight.Value), (kind.Counting, kind.DefaultWeight)));
        Assert.Equal(32, FlameTree.Create(store.Slice((TimeRange?)null)).Total);
        Assert.Equal(6, FlameTree.Create(store.Where(new SampleFilter { Event = EventSelection.All })).Total);
    }

    [Fact]
    public void The_last_type_is_the_default_where_none_is_named()
    {
        WireWriter writer = Heap("contentions", "count", "delay", "nanoseconds");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 3, 5_000_000));
        SampleStore store = DataFiles.Load(writer.ToArray());
        EventKind kind = store.EventKinds[store.DefaultEventKind.Value];
        Assert.Equal(("delay", "ns", EventClock.Wall), (store.Strings.GetString(kind.Name), kind.Unit, kind.Clock));
        Assert.Equal([3], DescribedSample.AllOf(store, "contentions").Select(sample => sample.Weight));
    }

    [Fact]
    public void Counts_too_large_for_a_row_each_are_sums()
    {
        WireWriter writer = Heap("samples", "count", "cpu", "nanoseconds");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 1L << 40, long.MaxValue));
        SampleStore store = DataFiles.Load(writer.ToArray());
        Assert.Equal([long.MaxValue], DescribedSample.AllOf(store, "cpu").Select(sample => sample.Weight));
        Assert.Equal([1L << 40], DescribedSample.AllOf(store, "samples").Select(sample => sample.Weight));
    }

    [Fact]
    public void What_does_not_divide_is_kept()
    {
        WireWriter writer = Heap("samples", "count", "cpu", "milliseconds");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 3, 10));
        Assert.Equal([3_333_334, 3_333_333, 3_333_333], DescribedSample.AllOf(DataFiles.Load(writer.ToArray())).Select(sample => sample.Weight));
    }

    [Fact]
    public void Numbers_may_be_unpacked_and_ids_any_number_and_tables_anywhere()
    {
        long id = long.MinValue;
        WireWriter writer = new();
        writer.Message(2, sample => sample.Varint(1, id).Varint(1, 7).Varint(2, 4));
        writer.Message(4, location => location.Varint(1, 7).Message(4, line => line.Varint(1, 12345678901)));
        writer.Message(4, location => location.Varint(1, id).Message(4, line => line.Varint(1, -5)));
        writer.Text(6, "").Text(6, "objects").Text(6, "count").Text(6, "leaf").Text(6, "root");
        writer.Message(5, function => function.Varint(1, -5).Varint(2, 3));
        writer.Message(5, function => function.Varint(1, 12345678901).Varint(3, 4));
        writer.Message(1, type => type.Varint(1, 1).Varint(2, 2));
        DescribedSample only = Assert.Single(DescribedSample.AllOf(DataFiles.Load(writer.ToArray())));
        Assert.Equal(("root;leaf", 4L), (only.Stack, only.Weight));
    }

    [Fact]
    public void Samples_that_make_no_sense_are_unparsed_and_others_kept()
    {
        WireWriter writer = Heap("objects", "count");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 1));
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 1, 2));
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, -3));
        writer.Message(2, sample => sample.Packed(1, 99).Packed(2, 5));
        writer.Bytes(2, [0x0a, 0x7f, 0x01]);
        SampleStore store = DataFiles.Load(writer.ToArray());
        Assert.Equal([("main", 1L), ("[unknown]", 5L)], DescribedSample.AllOf(store).Select(sample => (sample.Stack, sample.Weight)));
        Assert.Equal((3L, false), (store.Report.Unparsed, store.Report.IsTruncated));
        Assert.Contains("difference", store.Report.Diagnostics[1].Expected, StringComparison.Ordinal);
        ProfileFormatException strict = Assert.Throws<ProfileFormatException>(() => DataFiles.Load(writer.ToArray(), DataFiles.Options with { IsStrict = true }));
        Assert.Contains("1 values", strict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_name_threads_and_stay_labels_otherwise()
    {
        WireWriter writer = Heap("objects", "count", "thread_id", "77", "pid", "endpoint", "/orders", "bytes", "kb");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 1)
            .Message(3, label => label.Varint(1, 3).Varint(2, 4))
            .Message(3, label => label.Varint(1, 5).Varint(3, 42))
            .Message(3, label => label.Varint(1, 6).Varint(2, 7))
            .Message(3, label => label.Varint(1, 8).Varint(3, 16).Varint(4, 9)));
        SampleStore store = DataFiles.Load(writer.ToArray());
        Assert.Equal(" 42/77", Assert.Single(DescribedSample.AllOf(store, "objects")).Thread);
        Assert.Equal(
            [("endpoint", "/orders"), ("bytes", "16 kb")],
            store.LabelTable[1..].ToArray().Select(label => (store.Strings.GetString(label.Key), store.Strings.GetString(label.Value))));
    }

    [Fact]
    public void Sums_among_timed_samples_stand_at_the_first_time()
    {
        WireWriter writer = Heap("cpu-samples", "count", "cpu-time", "nanoseconds", "alloc-space", "bytes", "end_timestamp_ns");
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 0, 0, 4096));
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 2, 20, 0).Message(3, label => label.Varint(1, 7).Varint(3, 5_000_000_000)));
        writer.Message(2, sample => sample.Packed(1, 1).Packed(2, 1, 10, 0).Message(3, label => label.Varint(1, 7).Varint(3, 4_000_000_000)));
        SampleStore store = DataFiles.Load(writer.ToArray());
        Assert.Equal([4_000_000_000, 5_000_000_000, 5_000_000_000], DescribedSample.AllOf(store, "cpu-time").Select(sample => sample.Time));
        Assert.Equal([4_000_000_000], DescribedSample.AllOf(store, "alloc-space").Select(sample => sample.Time));
        Assert.Equal(TimeAxis.Clock, store.TimeAxis);
    }

    // String i + 1 is words[i]; types are pairs of words up to the first odd one; the function is called main.
    private static WireWriter Heap(params string[] words)
    {
        WireWriter writer = new();
        string[] units = ["count", "bytes", "nanoseconds", "milliseconds"];
        for (int i = 0; i + 1 < words.Length && units.Contains(words[i + 1]); i += 2)
        {
            int type = i + 1;
            writer.Message(1, value => value.Varint(1, type).Varint(2, type + 1));
        }

        writer.Message(4, location => location.Varint(1, 1).Message(4, line => line.Varint(1, 1)));
        writer.Message(5, function => function.Varint(1, 1).Varint(2, words.Length + 1));
        writer.Text(6, "");
        foreach (string word in words)
        {
            writer.Text(6, word);
        }

        return writer.Text(6, "main");
    }

    private static Dictionary<string, (int Count, long Value)> RawText(string text)
    {
        Dictionary<int, List<string>> locations = [];
        List<(int Count, long Value, int[] Locations)> samples = [];
        int last = 0;
        string section = "";
        foreach (string line in text.Split('\n'))
        {
            if (line is "Samples:" or "Locations" or "Mappings")
            {
                section = line;
            }
            else if (section == "Samples:" && SampleLine().Match(line) is { Success: true } sample)
            {
                samples.Add((
                    int.Parse(sample.Groups[1].Value, CultureInfo.InvariantCulture),
                    long.Parse(sample.Groups[2].Value, CultureInfo.InvariantCulture),
                    [.. sample.Groups[3].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))]));
            }
            else if (section == "Locations" && LocationLine().Match(line) is { Success: true } location)
            {
                last = location.Groups[1].Success ? int.Parse(location.Groups[1].Value, CultureInfo.InvariantCulture) : last;
                locations.TryAdd(last, []);
                locations[last].Add(location.Groups[2].Value);
            }
        }

        return samples
            .GroupBy(sample => string.Join(";", sample.Locations.Reverse().SelectMany(id => ((IEnumerable<string>)locations[id]).Reverse())))
            .ToDictionary(group => group.Key, group => (group.Sum(sample => sample.Count), group.Sum(sample => sample.Value)));
    }

    [GeneratedRegex(@"^ +(\d+) +(\d+): ([\d ]+)$")]
    private static partial Regex SampleLine();

    [GeneratedRegex(@"^ +(?:(\d+): 0x[0-9a-f]+ M=\d+ )?(\S+) \S+:\d+ s=\d+$")]
    private static partial Regex LocationLine();
}
