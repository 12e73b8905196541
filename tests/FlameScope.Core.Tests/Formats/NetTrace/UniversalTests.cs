using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.NetTrace;

/// <summary>Traces of version 6 that hold whole machines: threads with names, native code, CPU samples, labels.</summary>
public sealed class UniversalTests
{
    private const uint Cpu = 20;
    private const uint Switch = 21;
    private const uint Create = 22;
    private const uint Mapping = 23;
    private const uint Symbol = 24;

    [Fact]
    public void Samples_of_CPUs_have_native_names_the_kernel_s_included()
    {
        SampleStore store = Loaded.From(Begin()
            .Thread(1, "worker", 500, 501)
            .Stacks(1, [0xffff_ffff_8000_1010, 0x7000_1010, 0x7000_9999, 0x10])
            .Events(
                new TraceEvent(Cpu, 1, 100, 1, TraceBytes.Varint(3)) { Processor = 2 },
                MappingOf(1, 500, 0x7000_0000, 0x7001_0000, "/usr/bin/server"),
                MappingOf(2, 0, 0xffff_ffff_8000_0000, 0xffff_ffff_9000_0000, "vmlinux"),
                SymbolOf(1, 0x7000_1000, 0x7000_2000, "_ZN6server3runEv"),
                SymbolOf(2, 0xffff_ffff_8000_1000, 0xffff_ffff_8000_2000, "do_futex"))
            .ToArray());
        Assert.Equal("100 500/501 [unknown];/usr/bin/server![unknown];/usr/bin/server!server::run;vmlinux!do_futex", Loaded.Describe(store, 0));
        Assert.Equal("worker", store.Strings.GetString(store.ThreadTable[0].Command));
        Assert.Equal((2, 3L), (store.Cpus[0], store.WeightOf(0)));
        Assert.Equal(FrameKind.Kernel, store.Frames[store.StackTrie.FramesOf(store.Stacks[0])[^1].Value].Kind);
        Assert.Equal(EventClock.Cpu, store.EventKinds[store.DefaultEventKind.Value].Clock);
    }

    [Fact]
    public void A_context_switch_is_the_time_before_it_off_the_CPU()
    {
        SampleStore store = Loaded.From(Begin()
            .Thread(1, "worker", 500, 501)
            .Stacks(1, [0x10])
            .Events(new TraceEvent(Switch, 1, 10_000, 1, TraceBytes.Varint(4_000)))
            .ToArray());
        Assert.Equal((6_000, 4_000), (store.Times[0], store.Durations[0]));
        Assert.Equal(EventClock.OffCpu, store.EventKinds[0].Clock);
        Assert.Empty(store.Markers.ToArray());
    }

    [Fact]
    public void Threads_without_names_bear_their_process_s()
    {
        SampleStore store = Loaded.From(Begin()
            .Thread(1, "", 500, 501)
            .Stacks(1, [0x10])
            .Events(
                new TraceEvent(Create, 1, 50, 0, [.. TraceBytes.Varint(500), .. TraceBytes.Short("server"), .. TraceBytes.Short("")]),
                new TraceEvent(Cpu, 1, 100, 1, TraceBytes.Varint(1)))
            .ToArray());
        Assert.Equal("server", store.Strings.GetString(store.ThreadTable[0].Command));
    }

    [Fact]
    public void An_index_may_be_another_thread_s_later()
    {
        SampleStore store = Loaded.From(Begin()
            .Thread(1, "first", 500, 501)
            .Stacks(1, [0x10])
            .Events(new TraceEvent(Cpu, 1, 100, 1, TraceBytes.Varint(1)))
            .RemoveThread(1, 1)
            .Thread(1, "second", 600, 601)
            .Events(new TraceEvent(Cpu, 1, 200, 1, TraceBytes.Varint(1)) { Sequence = 1 })
            .ToArray());
        Assert.Equal(["100 500/501 [unknown]", "200 600/601 [unknown]"], Loaded.DescribeAll(store));
        Assert.Equal(0, store.Report.Lost);
    }

    [Fact]
    public void Methods_of_processes_are_told_apart()
    {
        SampleStore store = Loaded.From(Begin()
            .Thread(1, "a", 500, 501)
            .Thread(2, "b", 600, 601)
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 10, 0, TraceBytes.Method(0x1000, 0x40, "A", "Run")),
                new TraceEvent(Traces.MethodLoad, 2, 20, 0, TraceBytes.Method(0x1000, 0x40, "B", "Run")),
                new TraceEvent(Cpu, 1, 100, 1, TraceBytes.Varint(1)),
                new TraceEvent(Cpu, 2, 200, 1, TraceBytes.Varint(1)))
            .ToArray());
        Assert.Equal(["100 500/501 A.Run", "200 600/601 B.Run"], Loaded.DescribeAll(store));
    }

    [Fact]
    public void Labels_stay_with_the_sample()
    {
        byte[] lists =
        [
            .. TraceBytes.Of(1), .. TraceBytes.Of(2),
            5, .. TraceBytes.Utf8("endpoint"), .. TraceBytes.Utf8("/orders"), 0x86, .. TraceBytes.Utf8("tenant"), .. TraceBytes.Varint(9),
            0x84, .. TraceBytes.Of(0x0102030405060708L),
        ];
        SampleStore store = Loaded.From(Begin()
            .Thread(1, "a", 500, 501)
            .Stacks(1, [0x10])
            .Block("", 8, lists)
            .Events(
                new TraceEvent(Cpu, 1, 100, 1, TraceBytes.Varint(1)) { Labels = 1 },
                new TraceEvent(Cpu, 1, 200, 1, TraceBytes.Varint(1)) { Labels = 2 },
                new TraceEvent(Cpu, 1, 300, 1, TraceBytes.Varint(1)))
            .ToArray());
        Assert.Equal(["tenant=-5 endpoint=/orders", "span id=0807060504030201", ""], Enumerable.Range(0, 3).Select(sample => LabelsOf(store, sample)));
    }

    private static string LabelsOf(SampleStore store, int sample)
    {
        List<string> labels = [];
        for (LabelSetId set = store.Labels[sample]; set != LabelSetId.Empty; set = store.LabelTable[set.Value].Parent)
        {
            Label label = store.LabelTable[set.Value];
            labels.Add($"{store.Strings.GetString(label.Key)}={store.Strings.GetString(label.Value)}");
        }

        return string.Join(' ', labels);
    }

    private static TraceWriter Begin() => Traces.Begin(6)
        .Type(Cpu, "Universal.Events", 0, "cpu")
        .Type(Switch, "Universal.Events", 0, "cswitch")
        .Type(Create, "Universal.System", 0, "ProcessCreate")
        .Type(Mapping, "Universal.System", 0, "ProcessMapping")
        .Type(Symbol, "Universal.System", 0, "ProcessSymbol");

    private static TraceEvent MappingOf(ulong id, ulong process, ulong start, ulong end, string file) => new(
        Mapping, 1, 300, 0, [.. TraceBytes.Varint(id), .. TraceBytes.Varint(process), .. TraceBytes.Varint(start), .. TraceBytes.Varint(end), 0, .. TraceBytes.Short(file), 0]);

    private static TraceEvent SymbolOf(ulong mapping, ulong start, ulong end, string name) => new(
        Symbol, 1, 400, 0, [1, .. TraceBytes.Varint(mapping), .. TraceBytes.Varint(start), .. TraceBytes.Varint(end), .. TraceBytes.Short(name)]);
}
