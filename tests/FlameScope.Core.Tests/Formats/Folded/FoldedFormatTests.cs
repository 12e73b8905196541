using System.Text;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Export;
using FlameScope.Export.Text;

namespace FlameScope.Core.Tests.Formats.Folded;

public sealed class FoldedFormatTests
{
    [Fact]
    public void Each_line_is_a_sample_whose_value_is_its_count()
    {
        SampleStore store = FormatChecks.Load("app;main;run 3\napp;main;run;leaf 4\napp 1\n");
        Assert.Equal(["0 app -1/-1 [3]: main;run", "0 app -1/-1 [4]: main;run;leaf", "0 app -1/-1 [1]: "], FormatChecks.Describe(store));
        Assert.Equal("folded stacks", store.Report.Format);
        Assert.Equal((3L, 0L, 3L), (store.Report.Samples, store.Report.Unparsed, store.Report.LinesRead));
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Equal(8, FlameTree.Create(store).Total);
    }

    [Theory]
    [InlineData("do_syscall_64_[k]", "do_syscall_64_k")]
    [InlineData("java/lang/Thread.run_[j]", "java/lang/Thread.run_j")]
    [InlineData("Foo.bar_[0]", "Foo.bar_j")]
    [InlineData("Foo.bar_[1]", "Foo.bar_j")]
    [InlineData("hash_[i]", "hash_i")]
    [InlineData("[unknown]", "[unknown]_u")]
    [InlineData("std::vector<int, a b>::push(int) const", "std::vector<int, a b>::push(int) const")]
    [InlineData("_[k]", "_[k]")]
    public void Names_end_in_their_kind(string name, string expected) =>
        Assert.Equal(["0 app -1/-1 [2]: main;" + expected], FormatChecks.Describe(FormatChecks.Load($"app;main;{name} 2\n")));

    [Theory]
    [InlineData("perl-1234", "perl", 1234, -1)]
    [InlineData("C2 CompilerThre-12/13", "C2 CompilerThre", 12, 13)]
    [InlineData("kworker/0:1-?/77", "kworker/0:1", -1, 77)]
    [InlineData("[main tid=4711]", "main", -1, 4711)]
    [InlineData("[tid=4711]", "", -1, 4711)]
    [InlineData("a-b", "a-b", -1, -1)]
    [InlineData("42", "42", -1, -1)]
    [InlineData("(sd-pam)", "(sd-pam)", -1, -1)]
    public void The_first_name_is_the_thread(string root, string command, int pid, int tid) =>
        Assert.Equal([$"0 {command} {pid}/{tid} [2]: f"], FormatChecks.Describe(FormatChecks.Load($"{root};f 2\n{root};f 2\n"))[..1]);

    [Theory]
    [InlineData("main")]
    [InlineData("java/lang/Thread.run")]
    [InlineData("a_function_with_a_long_name")]
    [InlineData("run(int)")]
    [InlineData("std::run")]
    [InlineData("[unknown]")]
    [InlineData("run_[j]")]
    public void A_first_name_that_is_a_function_stays_a_frame_and_no_level_is_made_up(string root)
    {
        SampleStore store = FormatChecks.Load($"{root};f 2\napp;g 1\n");
        Assert.Equal(-1, store.ThreadTable[0].Tid);
        Assert.Equal(StringId.Empty, store.ThreadTable[0].Command);
        FlameTree tree = FlameTree.Create(store);
        Assert.Equal(2, tree.MaxDepth);
        Assert.Equal(3, tree.Total);
    }

    [Theory]
    [InlineData("app;a 1.5\napp;b 2\n", "samples/10", new long[] { 15, 20 })]
    [InlineData("app;a 0.013\napp;b 12.5\n", "samples/1000", new long[] { 13, 12500 })]
    [InlineData("app;a 2.000\napp;b 3\n", "samples", new long[] { 2, 3 })]
    [InlineData("app;a 0.12345678\napp;b .5\n", "samples/1000000", new long[] { 123457, 500000 })]
    [InlineData("app;a 99999999999999999999\napp;b [7]\n", "samples", new long[] { long.MaxValue, 7 })]
    public void Counts_with_decimals_keep_them(string text, string unit, long[] values)
    {
        SampleStore store = FormatChecks.Load(text);
        Assert.Equal(values, Enumerable.Range(0, store.Count).Select(store.WeightOf));
        Assert.Equal(unit, store.EventKinds[0].Unit);
    }

    [Fact]
    public void Differential_stacks_are_refused_by_name() =>
        Assert.Contains("differential folded stacks", FormatChecks.RefusalOf("app;a 1 2\napp;b;c 3 0\n"), StringComparison.Ordinal);

    [Fact]
    public void A_line_that_fits_nothing_is_counted_and_told_and_refused_when_strict()
    {
        string text = string.Concat(Enumerable.Repeat("app;a 1\n", 20)) + "what is this\n" + "app;b 1\n\n# a comment\n";
        SampleStore store = FormatChecks.Load(text);
        Assert.Equal((21L, 1L, 1L), (store.Report.Samples, store.Report.Unparsed, store.Report.SideBand));
        Assert.Equal((21L, 160L), (store.Report.Diagnostics[0].LineNumber, store.Report.Diagnostics[0].ByteOffset));
        Assert.Contains("line 21", FormatChecks.RefusalOf(text, new LoadOptions { IsStrict = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_without_an_end_is_taken_as_it_stands_and_told()
    {
        SampleStore store = FormatChecks.Load("app;a 1\napp;b 12");
        Assert.Equal(["0 app -1/-1 [1]: a", "0 app -1/-1 [12]: b"], FormatChecks.Describe(store));
        Assert.True(store.Report.IsTruncated);
        store = FormatChecks.Load("app;a 1\napp;b");
        Assert.Equal((1L, 1L, true), (store.Report.Samples, store.Report.Unparsed, store.Report.IsTruncated));
    }

    [Fact]
    public void There_is_no_map_and_the_sentence_says_why()
    {
        SampleStore store = FormatChecks.Load("app;a 1\n");
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => HeatMap.Create(store));
        Assert.Contains("Folded stacks keep no times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Idle_loops_of_the_idle_task_are_idle()
    {
        SampleStore store = FormatChecks.Load("swapper;do_idle;native_safe_halt 3\nswapper;do_idle;asm_sysvec_apic_timer_interrupt 1\nswapper;a 1\n");
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(store.IsIdle));
    }

    [Fact]
    public void The_made_file_has_the_counts_of_its_truth()
    {
        SampleStore store = CorpusFiles.Load("other/made/made.folded.txt");
        Assert.Equal(0, store.Report.Unparsed);
        Assert.Equal(1578, FlameTree.Create(store).Total);
        Assert.Equal(633, FlameTree.Create(store.Where(SampleCondition.Command("ingest 1"))).Total);
        Assert.Equal(569, FlameTree.Create(store.Where(SampleCondition.Command("ingest 0"))).Total);
    }

    [Fact]
    public void The_expected_result_of_another_project_is_read_to_its_last_line()
    {
        SampleStore store = CorpusFiles.Load("other/foreign/async-profiler-cpu.collapsed.txt");
        string[] lines = Encoding.UTF8.GetString(CorpusFiles.ReadText("other/foreign/async-profiler-cpu.collapsed.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((lines.Length, 0L), (store.Count, store.Report.Unparsed));
        Assert.Equal(4_820_000_000, FlameTree.Create(store).Total);
    }

    [Theory]
    [InlineData("perf/segstore-49-p.perf.txt")]
    [InlineData("perf/shards-99-a.perf.txt")]
    [InlineData("formats/30-evil-names.txt")]
    [InlineData("formats/34-multi-event.txt")]
    public void What_is_written_as_folded_stacks_reads_back_as_the_same_tree(string recording)
    {
        string folded = new FoldedExporter().ExportToString(FlameTree.Create(CorpusFiles.Load(recording)));
        string again = new FoldedExporter().ExportToString(FlameTree.Create(FormatChecks.Load(folded).Where(new SampleFilter { IncludeIdle = true })));
        Assert.Equal(Sorted(folded), Sorted(again));
    }

    [Fact]
    public void Cut_anywhere_and_in_any_blocks_it_holds()
    {
        byte[] text = Encoding.UTF8.GetBytes("# c\r\napp;main;run_[k] 12\r\napp;x 3\r\n\r\ndamage\r\nb-1/2;y 4.5\r\napp;a;b;c;d 1\r\napp;x 5\r\napp;y 7");
        FormatChecks.RequireCutsHold(text);
        FormatChecks.RequireSameFromBlocks(text);
        FormatChecks.RequireSameFromBlocks(CorpusFiles.ReadText("other/made/made.folded.txt"));
    }

    private static string[] Sorted(string folded) => [.. folded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
