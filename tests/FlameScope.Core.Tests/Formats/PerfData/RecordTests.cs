using ZstdSharp;
using static FlameScope.Core.Tests.Formats.PerfData.RecordingBytes;

namespace FlameScope.Core.Tests.Formats.PerfData;

public sealed class RecordTests
{
    private const string Unknown = "[unknown] ([unknown], Unknown)";

    [Fact]
    public void Records_are_applied_by_time_wherever_they_stand_in_the_file()
    {
        RecordingBytes recording = new RecordingBytes()
            .Sample(200, 7, 7, User, 0x1010)
            .Sample(100, 7, 7, User, 0x1010)
            .Command(150, 7, 7, "late")
            .Map(150, 7, 0x1000, 0x1000, 0, "/bin/late")
            .Command(50, 7, 7, "early")
            .Map(0, 7, 0x1000, 0x1000, 0, "/bin/early");
        Assert.Equal(["100 early /bin/early", "200 late /bin/late"], Rows(Load(recording)));
    }

    [Fact]
    public void Records_of_the_same_time_keep_the_order_of_the_file()
    {
        RecordingBytes recording = new RecordingBytes()
            .Sample(100, 7, 7, User, 1)
            .Command(100, 7, 7, "b")
            .Sample(100, 7, 7, User, 1)
            .Command(100, 7, 7, "c")
            .Sample(100, 7, 7, User, 1);
        Assert.Equal([":7", "b", "c"], Commands(Load(recording)));
    }

    [Fact]
    public void A_child_has_its_parents_name_and_maps_until_it_gets_its_own()
    {
        RecordingBytes recording = new RecordingBytes()
            .Command(1, 7, 7, "parent")
            .Map(1, 7, 0x1000, 0x1000, 0, "/bin/parent")
            .Fork(2, 8, 8, 7, 7)
            .Sample(3, 8, 8, User, 0x1010)
            .Command(4, 8, 8, "child", isExec: true)
            .Map(4, 8, 0x1000, 0x800, 0, "/bin/child")
            .Sample(5, 8, 8, User, 0x1010)
            .Sample(6, 8, 8, User, 0x1900)
            .Sample(7, 7, 7, User, 0x1010);
        Assert.Equal(["3 parent /bin/parent", "5 child /bin/child", "6 child /bin/parent", "7 parent /bin/parent"], Rows(Load(recording)));
    }

    [Fact]
    public void A_process_that_ran_before_the_recording_gets_no_maps_of_its_parent()
    {
        RecordingBytes recording = new RecordingBytes()
            .Command(0, 7, 7, "parent")
            .Map(0, 7, 0x1000, 0x1000, 0, "/bin/parent")
            .Fork(0, 8, 8, 7, 7, isSynthesized: true)
            .Sample(3, 8, 8, User, 0x1010);
        Assert.Equal(["3 parent [unknown]"], Rows(Load(recording)));
    }

    [Fact]
    public void A_later_map_cuts_the_ones_that_it_covers()
    {
        RecordingBytes recording = new RecordingBytes()
            .Map(0, 7, 0x1000, 0x3000, 0, "/bin/a")
            .Map(0, 7, 0x5000, 0x1000, 0, "/bin/b")
            .Map(1, 7, 0x2000, 0x1000, 0, "/bin/middle")
            .Map(1, 7, 0x4000, 0x3000, 0, "/bin/over")
            .Sample(2, 7, 7, User, 0x1fff)
            .Sample(3, 7, 7, User, 0x2000)
            .Sample(4, 7, 7, User, 0x3000)
            .Sample(5, 7, 7, User, 0x5500)
            .Sample(6, 7, 7, User, 0x7000);
        Assert.Equal(["/bin/a", "/bin/middle", "/bin/a", "/bin/over", "[unknown]"], Load(recording).Select(Module));
    }

    [Fact]
    public void Marks_in_a_chain_say_whose_the_addresses_are()
    {
        RecordingBytes recording = new RecordingBytes()
            .KernelMap(0xffffffff81000000, 0x1000000, "[kernel.kallsyms]_text")
            .KernelMap(0xffffffffc0000000, 0x1000, "/lib/modules/6.1.0/kernel/net/nf-conntrack.ko.xz")
            .Map(0, 7, 0x1000, 0x1000, 0, "/bin/a")
            .Sample(2, 7, 7, Kernel, 0xffffffff81000010, 0xffffffffc0000010, User, 0x1010, 0x9999);
        SampleStore store = Load(recording);
        Assert.Equal(
            $"{Unknown} > [unknown] (/bin/a, User) > [unknown] ([nf_conntrack], Kernel) > [unknown] ([kernel.kallsyms], Kernel)",
            StoreText.Stack(store, store.Stacks[0]));
    }

    [Fact]
    public void The_users_part_of_a_chain_may_be_recorded_after_its_samples()
    {
        const ulong Deferred = unchecked((ulong)-640);
        RecordingBytes recording = new RecordingBytes()
            .KernelMap(0xffffffff81000000, 0x1000000, "[kernel.kallsyms]_text")
            .Map(0, 7, 0x1000, 0x1000, 0, "/bin/a")
            .Map(0, 7, 0x3000, 0x1000, 0, "/bin/root")
            .Add(22, 0, [.. Words(90, 2, User, 0x3010), .. Trailer(9, 8, 8)])
            .Sample(2, 7, 7, Kernel, 0xffffffff81000010, Deferred, 77)
            .Sample(3, 7, 7, Deferred, 77)
            .Sample(4, 7, 7, Kernel, 0xffffffff81000010, Deferred, 78)
            .Sample(5, 7, 7, Kernel, 0xffffffff81000010, Deferred, 90)
            .Add(22, 0, [.. Words(77, 3, User, 0x1010, 0x3010), .. Trailer(4, 7, 7)])
            .Sample(6, 7, 7, Kernel, 0xffffffff81000010, User, 0x1010, 0x3010);
        SampleStore store = Load(recording);
        const string Program = "[unknown] (/bin/root, User) > [unknown] (/bin/a, User)";
        const string InKernel = "[unknown] ([kernel.kallsyms], Kernel)";
        Assert.Equal(
            [$"{Program} > {InKernel}", Program, InKernel, InKernel, $"{Program} > {InKernel}"],
            store.Stacks.ToArray().Select(stack => StoreText.Stack(store, stack)));
    }

    [Fact]
    public void A_deferred_part_that_says_more_than_its_record_has_is_one_unparsed_event()
    {
        RecordingBytes recording = new RecordingBytes()
            .Add(22, 0, [.. Words(77, 0x7fffffffffffffff, User), .. Trailer(4, 7, 7)])
            .Sample(6, 7, 7, User, 0x1010);
        SampleStore store = Load(recording);
        Assert.Equal(1, store.Report.Unparsed);
        Assert.Equal(1, store.Count);
    }

    [Theory]
    [InlineData(Kernel, User)]
    [InlineData(User, Kernel)]
    public void The_same_addresses_in_another_mode_are_others(ulong first, ulong second)
    {
        RecordingBytes recording = new RecordingBytes()
            .KernelMap(0x1000, 0x1000, "[kernel.kallsyms]_text")
            .Map(0, 7, 0x1000, 0x1000, 0, "/bin/a")
            .Sample(2, 7, 7, first, 0x1010, 0x1020)
            .Sample(3, 7, 7, second, 0x1010, 0x1020)
            .Sample(4, 7, 7, first, 0x1010, second, 0x1020);
        SampleStore store = Load(recording);
        string[] modes = [.. new[] { first, second }.Select(mode => mode == Kernel ? "([kernel.kallsyms], Kernel)" : "(/bin/a, User)")];
        Assert.Equal(
            [$"[unknown] {modes[0]} > [unknown] {modes[0]}", $"[unknown] {modes[1]} > [unknown] {modes[1]}", $"[unknown] {modes[1]} > [unknown] {modes[0]}"],
            store.Stacks.ToArray().Select(stack => StoreText.Stack(store, stack)));
    }

    [Theory]
    [InlineData("//anon", "/tmp/perf-7.map")]
    [InlineData("/dev/zero (deleted)", "/tmp/perf-7.map")]
    [InlineData("[heap]", "/tmp/perf-7.map")]
    [InlineData("[stack]", "/tmp/perf-7.map")]
    [InlineData("[anon:jit]", "/tmp/perf-7.map")]
    [InlineData("/memfd:doublemapper (deleted)", "/memfd:doublemapper (deleted)")]
    public void Executable_memory_without_a_file_is_a_runtimes(string map, string module)
    {
        SampleStore store = Load(new RecordingBytes().Map(0, 7, 0x1000, 0x1000, 0, map).Sample(2, 7, 7, User, 0x1010));
        Assert.Equal(module, Module(store, 0));
    }

    [Fact]
    public void Programs_that_are_added_to_the_kernel_have_their_names_in_the_recording()
    {
        RecordingBytes recording = new RecordingBytes()
            .Add(17, 0, [.. Words(0xffffffffc0100000), .. Ints(0x100), .. new byte[4], .. Text("bpf_prog_1f_trace"), .. Trailer(0, 0, 0)])
            .Sample(1, 7, 7, Kernel, 0xffffffffc0100010)
            .Add(17, 0, [.. Words(0xffffffffc0100000), .. Ints(0x100), 0, 0, 1, 0, .. Text("bpf_prog_1f_trace"), .. Trailer(2, 0, 0)])
            .Sample(3, 7, 7, Kernel, 0xffffffffc0100010);
        SampleStore store = Load(recording);
        Assert.Equal("bpf_prog_1f_trace (bpf_prog_1f_trace, Kernel)", StoreText.Stack(store, store.Stacks[0]));
        Assert.Equal(Unknown, StoreText.Stack(store, store.Stacks[1]));
    }

    [Fact]
    public void Losses_are_counted_as_they_happen_or_in_sum_and_never_both()
    {
        RecordingBytes sum = new RecordingBytes().Sample(1, 7, 7, User, 1).Add(13, 0, [.. Words(9), .. Trailer(5, 0, 0)]);
        Assert.Equal(9, Load(sum).Report.Lost);
        RecordingBytes both = sum.Add(2, 0, [.. Words(1, 5), .. Trailer(3, 0, 0)]).Add(2, 0, [.. Words(1, 4), .. Trailer(4, 0, 0)]);
        SampleStore store = Load(both);
        Assert.Equal(9, store.Report.Lost);
        Assert.Equal([3L, 4L], store.Markers.ToArray().Select(marker => marker.Range.Start));
    }

    [Fact]
    public void A_recording_of_simpleperf_is_read_and_says_that_its_own_symbols_are_not()
    {
        SampleStore store = Load(new RecordingBytes().AddFeature(128, Words(0)).AddFeature(129, Words(0)).Sample(1, 7, 7, User, 1));
        Assert.Equal(1, store.Count);
        Assert.Contains("report_sample.py", Assert.Single(store.Report.Notes), StringComparison.Ordinal);
        Assert.Empty(Load(new RecordingBytes().Sample(1, 7, 7, User, 1)).Report.Notes);
    }

    [Fact]
    public void Each_sample_is_of_the_event_that_its_id_names()
    {
        RecordingBytes recording = new RecordingBytes()
            .AddEvent(2, config: 2)
            .AddFeature(12, [.. Ints(2, 128), .. new byte[128], .. Ints(1), .. SizedText("my clock"), .. Words(1), .. new byte[128], .. Ints(1), .. SizedText("my faults"), .. Words(2)])
            .Add(9, UserMode, SampleBody(2, 1, 7, 7, User, 1))
            .Add(9, UserMode, SampleBody(1, 2, 7, 7, User, 1))
            .Add(9, UserMode, SampleBody(99, 3, 7, 7, User, 1));
        foreach (byte[] bytes in (byte[][])[recording.ToFile(), recording.ToPipe()])
        {
            SampleStore store = Load(bytes);
            Assert.Equal(["my faults", "my clock", "my clock"], store.Select((all, i) => StoreText.Text(all, all.EventKinds[all.Events[i]].Name)));
        }
    }

    [Fact]
    public void Events_without_names_are_named_as_perf_names_them()
    {
        SampleStore store = Load(new RecordingBytes(config: 2).Sample(1, 7, 7, User, 1));
        Assert.Equal("page-faults", StoreText.Text(store, store.EventKinds[0].Name));
        Assert.Equal("faults", store.EventKinds[0].Unit);
    }

    [Fact]
    public void A_sample_without_a_chain_is_its_own_instruction()
    {
        const ulong WithoutChain = Fields & ~(1ul << 5);
        RecordingBytes recording = new RecordingBytes(WithoutChain).Map(0, 7, 0x1000, 0x1000, 0, "/bin/a")
            .Add(9, UserMode, [.. Words(1, 0x1010), .. Ints(7, 7), .. Words(5), .. Ints(3, 0), .. Words(7)]);
        SampleStore store = Load(recording);
        Assert.Equal("/bin/a", Module(store, 0));
        Assert.Equal(1, store.StackTrie.DepthOf(store.Stacks[0]));
    }

    [Fact]
    public void Without_times_there_is_no_axis()
    {
        const ulong WithoutTime = Fields & ~(1ul << 2);
        RecordingBytes recording = new RecordingBytes(WithoutTime)
            .Add(9, UserMode, [.. Words(1, 0x1010), .. Ints(7, 7), .. Ints(3, 0), .. Words(7, 2, User, 0x1010)]);
        SampleStore store = Load(recording);
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Contains("perf record", store.Header.TimelessAdvice, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_inside_compressed_ones_may_begin_in_one_and_end_in_the_next()
    {
        byte[] records = new RecordingBytes().Command(1, 7, 7, "worker").Sample(2, 7, 7, User, 1).Sample(3, 7, 7, User, 2).ToRecords();
        foreach (int cut in Enumerable.Range(1, records.Length - 1))
        {
            (byte[] first, byte[] second) = Stream(records, cut);
            RecordingBytes recording = new RecordingBytes()
                .Add(83, 0, [.. Words((ulong)first.Length), .. first])
                .Add(83, 0, [.. Words((ulong)second.Length), .. second]);
            SampleStore store = Load(recording);
            Assert.Equal(["worker", "worker"], Commands(store));
            Assert.False(store.Report.IsTruncated);
        }
    }

    [Fact]
    public void Unknown_records_and_what_follows_tracing_data_are_passed()
    {
        RecordingBytes recording = new RecordingBytes()
            .Add(63, 0, new byte[16])
            .Add(31999, 0, new byte[16])
            .Add(66, 0, [.. Ints(13, 0)]).AddRaw(new byte[16])
            .Add(71, 0, [.. Words(24), .. new byte[24]]).AddRaw([.. Enumerable.Repeat((byte)9, 24)])
            .Sample(2, 7, 7, User, 1);
        SampleStore store = Load(recording);
        Assert.Equal(1, store.Count);
        Assert.Equal(0, store.Report.Unparsed);
    }

    [Fact]
    public void User_stacks_that_need_unwinding_show_their_innermost_function()
    {
        // The kernel stops its chain at the border; registers of the user follow: 9 of them, the last of which is the instruction.
        const ulong WithRegisters = Fields | (1 << 12) | (1 << 13);
        RecordingBytes recording = new RecordingBytes(WithRegisters, registers: 0x1ff)
            .KernelMap(0xffffffff81000000, 0x1000000, "[kernel.kallsyms]_text")
            .Map(0, 7, 0x1000, 0x1000, 0, "/bin/a")
            .Add(9, KernelMode, [.. SampleBody(1, 1, 7, 7, Kernel, 0xffffffff81000010), .. Words(2, 1, 2, 3, 4, 5, 6, 7, 8, 0x1010), .. Words(0)])
            .Add(9, UserMode, [.. Words(1, 0x1010), .. Ints(7, 7), .. Words(2), .. Ints(3, 0), .. Words(7, 0), .. Words(2, 1, 2, 3, 4, 5, 6, 7, 8, 0x1010), .. Words(0)]);
        SampleStore store = Load(recording);
        Assert.Equal(["/bin/a > [kernel.kallsyms]", "/bin/a"], store.Select(Module));
        Assert.Contains("--call-graph fp", Assert.Single(store.Report.Notes), StringComparison.Ordinal);
    }

    private static (byte[] First, byte[] Second) Stream(byte[] content, int cut)
    {
        using MemoryStream compressed = new();
        CompressionStream zstd = new(compressed, level: 3);
        zstd.Write(content.AsSpan(0, cut));
        zstd.Flush();
        byte[] first = compressed.ToArray();
        zstd.Write(content.AsSpan(cut));
        zstd.Flush();
        byte[] all = compressed.ToArray();
        return (first, all[first.Length..]);
    }

    private static SampleStore Load(RecordingBytes recording) => Load(recording.ToFile());

    private static SampleStore Load(byte[] bytes) => ProfileLoader.LoadAsync(new MemoryStream(bytes)).GetAwaiter().GetResult();

    private static IEnumerable<string> Rows(SampleStore store) =>
        store.Select((all, i) => $"{all.Times[i]} {StoreText.Text(all, all.ThreadTable[all.Threads[i].Value].Command)} {Module(all, i)}");

    private static IEnumerable<string> Commands(SampleStore store) =>
        store.Select((all, i) => StoreText.Text(all, all.ThreadTable[all.Threads[i].Value].Command));

    private static string Module(SampleStore store, int sample) => StoreText.Stack(store, store.Stacks[sample], names: false);
}

file static class StoreSamples
{
    public static IEnumerable<string> Select(this SampleStore store, Func<SampleStore, int, string> text) =>
        Enumerable.Range(0, store.Count).Select(sample => text(store, sample));
}
