using System.Text;
using FlameScope.Core.Tests.Corpus;

namespace FlameScope.Core.Tests.Formats.Bpftrace;

public sealed class BpftraceFormatTests
{
    private const string Timed = "Attaching 2 probes...\ningest/1 12488 3631276347878:\n\n        hash_key+35\n        ingest_batch+32\n\n"
        + "C2 CompilerThre 7 3631276347879:\n\n        0x5573f015df2b\n        std::sort(int*, int*)+12 (/usr/bin/a b)\n\n";

    private const string Map = "Attaching 1 probe...\n\n\n@[ingest/0, 11948, \n    __vfprintf_internal+4507\n    0x3535333334633466\n, ]: 12\n@[\n    leaf+1\n    main+2\n]: 3\n";

    [Fact]
    public void A_line_with_command_thread_and_time_begins_a_sample()
    {
        SampleStore store = FormatChecks.Load(Timed);
        Assert.Equal(
        [
            "3631276347878 ingest/1 -1/12488 [1]: ingest_batch_u;hash_key_u",
            "3631276347879 C2 CompilerThre -1/7 [1]: std::sort(int*, int*)_u@/usr/bin/a b;[unknown]_u",
        ],
        FormatChecks.Describe(store));
        Assert.Equal((2L, 0L, 1L), (store.Report.Samples, store.Report.Unparsed, store.Report.SideBand));
        Assert.Equal((TimeAxis.Clock, "bpftrace"), (store.TimeAxis, store.Report.Format));
    }

    [Fact]
    public void Kernel_and_user_stacks_of_one_event_are_one_stack()
    {
        SampleStore store = FormatChecks.Load("a 1 100:\n\n        do_syscall_64+10\n\n\n        read+5\n        main+6\n\nb 2 200:\n\n\n");
        Assert.Equal(["100 a -1/1 [1]: main_u;read_u;do_syscall_64_u", "200 b -1/2 [1]: "], FormatChecks.Describe(store));
    }

    [Fact]
    public void Maps_give_a_sample_for_each_key_whose_value_is_its_count()
    {
        SampleStore store = FormatChecks.Load(Map);
        Assert.Equal(["0 ingest/0 11948/-1 [12]: [unknown]_u;__vfprintf_internal_u", "0  -1/-1 [3]: main_u;leaf_u"], FormatChecks.Describe(store));
        Assert.Equal((TimeAxis.None, 15L), (store.TimeAxis, FlameTree.Create(store).Total));
        Assert.Contains("nsecs", Assert.Throws<InvalidOperationException>(() => HeatMap.Create(store)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@[\n    f+1\n, bash, 12]: 3\n", "bash", 12, -1)]
    [InlineData("@[\n    f+1\n, bash]: 3\n", "bash", -1, -1)]
    [InlineData("@stacks[12, bash, \n    f+1\n]: 3\n", "bash", 12, -1)]
    [InlineData("@[12, \n    f+1\n]: 3\n", "", 12, -1)]
    [InlineData("@[a, b, 12, 13, \n    f+1\n]: 3\n", "a, b", 12, 13)]
    public void Keys_hold_command_process_and_stack_in_any_order(string text, string command, int pid, int tid) =>
        Assert.Equal([$"0 {command} {pid}/{tid} [3]: f_u"], FormatChecks.Describe(FormatChecks.Load(text)));

    [Fact]
    public void Maps_without_stacks_and_single_values_are_no_events()
    {
        SampleStore store = FormatChecks.Load(Map + "@[perl, 7, , ]: 2\n@start[12]: 34\n@: 5\nLost 17 events\n");
        Assert.Equal((3L, 0L, 4L, 17L), (store.Report.Samples, store.Report.Unparsed, store.Report.SideBand, store.Report.Lost));
    }

    [Fact]
    public void What_fits_neither_shape_is_counted_with_what_follows_it()
    {
        string text = Timed + "something else\n        frame+1\n\na 5 1:\n\n        f+1\n\n";
        SampleStore store = FormatChecks.Load(text);
        Assert.Equal((3L, 1L), (store.Report.Samples, store.Report.Unparsed));
        Assert.Contains("comm, tid, nsecs, ustack", store.Report.Diagnostics[0].Expected, StringComparison.Ordinal);
        Assert.Contains("line 12", FormatChecks.RefusalOf(text, new LoadOptions { IsStrict = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_the_input_ends_inside_is_left_out()
    {
        SampleStore store = FormatChecks.Load(Timed[..(Timed.Length - 20)]);
        Assert.Equal((1L, 1L, true), (store.Report.Samples, store.Report.Unparsed, store.Report.IsTruncated));
        store = FormatChecks.Load(Map[..(Map.Length - 8)]);
        Assert.Equal((1L, 1L, true), (store.Report.Samples, store.Report.Unparsed, store.Report.IsTruncated));
    }

    [Fact]
    public void The_recorded_maps_have_all_their_counts()
    {
        SampleStore store = CorpusFiles.Load("other/bpftrace-profile.txt");
        string[] lines = Encoding.UTF8.GetString(CorpusFiles.ReadText("other/bpftrace-profile.txt")).Split('\n');
        Assert.Equal(1, Enumerable.Range(0, store.Count).Count(sample => store.Stacks[sample] == StackId.Empty));
        long[] counts = [.. lines.Where(line => line.Contains("]: ", StringComparison.Ordinal)).Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal((counts.Length, 0L), (store.Count, store.Report.Unparsed));
        Assert.Equal(counts.Sum(), FlameTree.Create(store).Total);
    }

    [Fact]
    public void The_recorded_samples_all_have_their_times()
    {
        SampleStore store = CorpusFiles.Load("other/bpftrace-timed.txt");
        Assert.Equal((273, 0L), (store.Count, store.Report.Unparsed));
        Assert.Equal((3_631_276_347_878, 3_635_852_102_853), (store.Times[0], store.Times[^1]));
        Assert.Equal(["ingest/0", "ingest/1"], store.ThreadTable.ToArray().Select(thread => store.Strings.GetString(thread.Command)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cut_anywhere_and_in_any_blocks_it_holds()
    {
        foreach (string text in (string[])[Timed + "junk\nLost 3 events\n", Map + "@x: 1\n"])
        {
            FormatChecks.RequireCutsHold(Encoding.UTF8.GetBytes(text + text));
            FormatChecks.RequireSameFromBlocks(Encoding.UTF8.GetBytes(text + text));
        }

        FormatChecks.RequireSameFromBlocks(CorpusFiles.ReadText("other/bpftrace-timed.txt"));
        FormatChecks.RequireSameFromBlocks(CorpusFiles.ReadText("other/bpftrace-profile.txt"));
    }
}
