using System.Text;
using FlameScope.Formats;
using FlameScope.Loading;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>What perf prints for other fields, other events and other machines.</summary>
public sealed class KindTests
{
    private const string Stack = "\t          401136 sew+0x16 (/opt/quilt)\n\t          401236 main+0x16 (/opt/quilt)\n";
    private const string Usual = "-1/5120 [1] cycles:P 7: main(/opt/quilt,User);sew(/opt/quilt,User)";

    [Theory]
    [InlineData(" ABI:2    AX:0x0    IP:0xffffffff8168f614  ABI:2    IP:0x7fdbb55e1109 \n")]
    [InlineData(" 0x401136/0x401236/P/-/-/4  0x401300/0x401310/M/-/-/0 \n")]
    [InlineData(" main+0x10/sew+0x4/P/-/-/4/CALL/-  sew+0x4/main+0x14/-/X/A/1 \n")]
    [InlineData(" 0x401136(/opt/quilt)/0x401236(/opt/quilt)/P/-/-/0 \n")]
    [InlineData(" ilen: 4 insn: 48 83 ec 08\n")]
    [InlineData(" insn: 48 83 ec 08\n")]
    [InlineData(" /user.slice/user-1000.slice/session-2.scope\n")]
    [InlineData("       1039c2f40\n")]
    [InlineData("       1039c2f40 4K /system.slice/cron.service\n")]
    [InlineData(" 4K 2M\n")]
    [InlineData("\t IPC: 0.50 (12/24) \n")]
    [InlineData("\tsew+22:\n")]
    [InlineData("\tsew(int, char)+0x16:\tquilt.c:12\n")]
    [InlineData("\t0000000000401136\tinsn: 48 83 ec 08  # PRED 4 cycles [4] \n")]
    [InlineData("\t0000000000401136\tmovq  %rax, 0x8(%rbx)\n")]
    [InlineData("\t... not reaching sample ...\n")]
    [InlineData("|12       int x = 1;\n")]
    public void What_perf_prints_behind_a_stack_is_no_event_and_no_frame(string detail)
    {
        SampleStore store = Load(string.Concat(Enumerable.Range(1, 3).Select(i => Event(i) + Stack + detail)) + "\n");
        Assert.Equal([.. Enumerable.Range(1, 3).Select(i => $"{i}000000000 quilt {Usual}")], Stores.Describe(store));
        Assert.Equal((0L, 3L), (store.Report.Unparsed, store.Report.Details));
    }

    [Theory]
    [InlineData("sew+0x16 (/opt/quilt) ilen: 4 insn: 48 83 ec 08")]
    [InlineData("sew+0x16 (/opt/quilt) insn: 48 83 ec 08")]
    [InlineData("sew+0x16 (/opt/quilt) 0x401136/0x401236/P/-/-/4")]
    [InlineData("sew+0x16 (/opt/quilt) ABI:2    AX:0x0")]
    [InlineData("sew+0x16 (/opt/quilt) /user.slice/a.scope")]
    [InlineData("sew+0x16 (/opt/quilt)       1039c2f40 4K")]
    [InlineData("sew+0x16 (/opt/quilt) =>     564aa584fa00 CallNull+0x10 (/opt/job)")]
    [InlineData("sew+0x16 (/opt/quilt+0x401136)")]
    public void Text_behind_the_module_is_not_part_of_it(string frame)
    {
        Assert.Equal("sew|/opt/quilt", Parse(frame));
        SampleStore store = Load($"quilt  5120 [001]  1.000000: 7 cycles:P:            401136 {frame}\n");
        Assert.Equal("1000000000 quilt -1/5120 [1] cycles:P 7: sew(/opt/quilt,User)", Assert.Single(Stores.Describe(store)));
    }

    [Theory]
    [InlineData("foo (/opt/a) b)", "foo|/opt/a) b")]
    [InlineData("sew (/memfd:doublemapper (deleted))", "sew|/memfd:doublemapper (deleted)")]
    [InlineData("(anonymous namespace)::run(int) const", "(anonymous namespace)::run(int) const|")]
    [InlineData("main+0x1 (/opt/x/etl (x86) 7.5:)", "main|/opt/x/etl (x86) 7.5:")]
    public void Modules_and_names_keep_their_brackets(string text, string expected) => Assert.Equal(expected, Parse(text));

    [Theory]
    [InlineData("cycles:P:      56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("cycles:Pu:      56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("cycles:R:      56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("cycles:b:      56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("cycles:HGpppSDIWe:      56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("mem:0x401136:rw:      56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("page-faults:     7fd20c583000 [unknown] (//anon)           56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("cpu/mem-loads,ldlat=30/P:     7ffd9f0ac6c8         68100142 |OP LOAD|LVL L1 hit|SNP None|TLB L1 or L2 hit|LCK No|BLK  N/A              12 56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("branches:   tr strt jmp                56476c6151ff leaf+0x16 (/opt/x) =>     564aa584fa00 CallNull+0x10 (/opt/job)", true)]
    [InlineData("branches:   jcc  (x)                   56476c6151ff leaf+0x16 (/opt/x)", true)]
    [InlineData("sched:sched_stat_runtime: comm=x pid=1", false)]
    [InlineData("probe_libc:malloc: (7f12ab00)", false)]
    public void A_frame_on_the_event_line_is_found(string text, bool hasFrame) =>
        Assert.Equal(
            hasFrame ? "leaf(/opt/x,User)" : "",
            Stores.Describe(Load($"            quilt  5120 [001]  1.000000:          7 {text}\n"))[0].Split(": ", 2)[1]);

    [Theory]
    [InlineData("raw 0x412e")]
    [InlineData("raw 0x412e:u")]
    [InlineData("cpu/event=0x3c, umask=0x1/")]
    [InlineData("my own event")]
    [InlineData("r412e")]
    public void Event_names_may_hold_blanks(string name)
    {
        SampleStore store = Load(string.Concat(Enumerable.Range(1, 3).Select(i => $"a 1/2 [003]   {i}.000000:     250000 {name}: \n{Stack}\n")));
        Assert.Equal(3, store.Count);
        Assert.Equal(name, store.Strings.GetString(store.EventKinds[0].Name));
    }

    // The text of -F comm,time alone.
    [Theory]
    [InlineData("w [1]")]
    [InlineData("S")]
    [InlineData("w [001]")]
    [InlineData("ingest 0")]
    public void Without_a_thread_column_a_command_keeps_what_looks_like_one(string command)
    {
        SampleStore store = Load($"{command}  1.000000: \n\nshop  2.000000: \n\nshop  2.100000: \n\n{command}  3.000000: \n\ncompactor  4.000000: \n\n");
        Assert.Equal(5, store.Count);
        Assert.Equal([command, "compactor", "shop"], store.ThreadTable.ToArray().Select(thread => store.Strings.GetString(thread.Command)).Order(StringComparer.Ordinal)
            .OrderBy(name => name == command ? 0 : 1));
    }

    [Fact]
    public void A_command_of_one_letter_is_no_flag() =>
        Assert.Equal(["S -1"], Threads("S  1.000000: \n\nS  2.000000: \n\n"));

    // -F comm,time,event and the usual columns: of those, no command can be the cause of two.
    [Fact]
    public void A_thread_and_a_CPU_are_columns_where_other_lines_have_none()
    {
        string text = string.Concat(Enumerable.Range(1, 3).Select(i => $"seam  {i}.000000: 7 cycles: \n\n"))
            + string.Concat(Enumerable.Range(4, 2).Select(i => $"seam    12 [001]  {i}.000000: 7 cycles: \n\n"));
        Assert.Equal(["seam -1", "seam 12"], Threads(text));
    }

    [Fact]
    public void A_damaged_event_line_is_no_message_whatever_its_command()
    {
        SampleStore store = Load(Event(1) + Stack + "\ncan't open 12 [000] oops: 7 cycles: \n" + Stack + "\n");
        Assert.Equal((1, 1L, 0L), (store.Count, store.Report.Unparsed, store.Report.Messages));
    }

    // perf prints CPUs with three digits.
    [Fact]
    public void A_number_in_brackets_of_fewer_digits_is_no_CPU()
    {
        SampleStore store = Load("w [1]  1.000000: \n\nw [1]  2.000000: \n\n");
        Assert.Equal(["w [1] -1"], Threads("w [1]  1.000000: \n\nw [1]  2.000000: \n\n"));
        Assert.Equal([(short)-1, (short)-1], store.Cpus.ToArray());
    }

    [Theory]
    [InlineData("\t")]
    [InlineData("\tx")]
    [InlineData("  lead")]
    [InlineData("a\tb")]
    [InlineData("new\nline")]
    [InlineData("new\n line")]
    [InlineData("PERFILE2")]
    [InlineData("perf.data")]
    [InlineData("# cmdline: x")]
    public void Commands_are_kept_in_one_sample_and_in_many_with_either_line_end(string command)
    {
        foreach (int count in (int[])[1, 3])
        {
            foreach (string end in (string[])["\n", "\r\n"])
            {
                string text = string.Concat(Enumerable.Range(1, count).Select(i => $"{command}  5120 [001]   {i}.000000:          7 cycles:P: \n{Stack}\n"));
                SampleStore store = Load(text.Replace("\n", end, StringComparison.Ordinal));
                Assert.Equal(count, store.Count);
                Assert.Equal(0, store.Report.Unparsed);
                Assert.Equal(command, store.Strings.GetString(Assert.Single(store.ThreadTable.ToArray()).Command));
            }
        }
    }

    // perf pads commands to 16 where there is no call graph.
    [Fact]
    public void Blanks_that_perf_pads_with_are_no_part_of_a_command() =>
        Assert.Equal(
            ["java 14375", "lead 12"],
            Threads("            java 14375 [022] 1.000000: 1 cycles: \n\n            lead    12 [022] 2.000000: 1 cycles: \n\n"));

    [Theory]
    [InlineData("\n \n")]
    [InlineData("\n\t \n")]
    [InlineData(" \n\n")]
    [InlineData("  \n")]
    public void A_line_of_blanks_is_a_blank_line(string blank)
    {
        foreach (string end in (string[])["\n", "\r\n"])
        {
            SampleStore store = Load((blank + Event(1) + Stack + blank + Event(2) + Stack + blank).Replace("\n", end, StringComparison.Ordinal));
            Assert.Equal([$"1000000000 quilt {Usual}", $"2000000000 quilt {Usual}"], Stores.Describe(store));
            Assert.Equal(0, store.Report.Unparsed);
        }
    }

    [Theory]
    [InlineData("RenderThread\t2145 [007] 113.48301:\t\t201198 cpu-clock:u:\n", -1, 2145, 113_048_301_000, "RenderThread")]
    [InlineData("RenderThread\t2145/2146 [007] 113.5: 201198 cpu-clock:u:\n", 2145, 2146, 113_000_005_000, "RenderThread")]
    [InlineData("two words\t2145/2146 [007] 113.483014: 201198 cpu-clock:u:\n", 2145, 2146, 113_483_014_000, "two words")]
    public void Simpleperf_is_read_in_all_its_forms(string line, int pid, int tid, long time, string command)
    {
        SampleStore store = Load(line + "ffffffff81bb8818\t__schedule ([kernel.kallsyms])\n        b3cea6c4\tmain (/system/lib/libc.so)\n\n");
        Assert.Equal(
            $"{time} {command} {pid}/{tid} [7] cpu-clock:u 201198: main(/system/lib/libc.so,User);__schedule([kernel.kallsyms],Kernel)",
            Assert.Single(Stores.Describe(store)));
    }

    [Theory]
    [InlineData("[JIT app cache]")]
    [InlineData("[JIT zygote cache]")]
    [InlineData("/memfd:jit-cache (deleted)")]
    [InlineData("/dev/ashmem/dalvik-jit-code-cache (deleted)")]
    public void Android_s_code_caches_are_jit(string module) =>
        Assert.Equal(FrameKind.Jit, Load($"{Event(1)}\t          401136 sew+0x16 ({module})\n\n").Frames[1].Kind);

    [Theory]
    [InlineData("Lorg/app/Service;::run", "org/app/Service::run")]
    [InlineData("Lorg/app/Service;.run", "org/app/Service.run")]
    public void Java_methods_are_tidied_in_either_form(string symbol, string expected) =>
        Assert.Contains(expected, Stores.Describe(Load($"{Event(1)}\t          401136 {symbol}+0x16 (/tmp/perf-7.map)\n\n"))[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("18446744073709551615", long.MaxValue)]
    [InlineData("9223372036854775808", long.MaxValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775800", 9223372036854775800)]
    public void Periods_of_64_bits_saturate(string period, long expected) =>
        Assert.Equal(expected, Load($"a 1 [000] 1.000000: {period} cycles: \n\n").WeightOf(0));

    // Two outputs in one file, in either order.
    [Theory]
    [InlineData("quilt  5120/5120  [001]   1.000000:          7 cycles:P: \n", 5120)]
    [InlineData("quilt  5120   1.000000:          7 cycles:P: \n", -1)]
    [InlineData("quilt  5120 [001] U      1.000000:          7 cycles:P: \n", -1)]
    [InlineData("quilt  5120 [001]   1.000000000:          7 cycles:P: \n", -1)]
    [InlineData("quilt  5120 [001] 2026-11-22 19:05:15.833526   1.000000:          7 cycles:P: \n", -1)]
    public void Layouts_may_change_inside_a_file(string other, int pid)
    {
        string first = string.Concat(Enumerable.Range(2, 3).Select(i => Event(i) + Stack + "\n"));
        string second = string.Concat(Enumerable.Repeat(other + Stack + "\n", 3));
        foreach (string text in (string[])[first + second, second + first])
        {
            SampleStore store = Load(text);
            Assert.Equal((6, 0L, TimeAxis.Clock), (store.Count, store.Report.Unparsed, store.TimeAxis));
            Assert.All(store.ThreadTable.ToArray(), thread => Assert.Equal(("quilt", 5120), (store.Strings.GetString(thread.Command), thread.Tid)));
            Assert.Contains(pid, store.ThreadTable.ToArray().Select(thread => thread.Pid));
        }
    }

    [Fact]
    public void A_text_of_which_half_has_no_times_is_read_and_has_no_clock()
    {
        string untimed = string.Concat(Enumerable.Repeat("quilt  5120 [001] cycles:P: \n" + Stack + "\n", 3));
        string timed = string.Concat(Enumerable.Range(2, 3).Select(i => Event(i) + Stack + "\n"));
        foreach (string text in (string[])[untimed + timed, timed + untimed])
        {
            SampleStore store = Load(text);
            Assert.Equal((6, 0L, TimeAxis.None), (store.Count, store.Report.Unparsed, store.TimeAxis));
        }
    }

    // -F comm,event,…; -F event,…; -F comm,tid,…; -F tid,event,…; -F comm,pid,tid,period,event,…
    [Theory]
    [InlineData("bash cpu-clock: ", "bash", -1, "cpu-clock", 1)]
    [InlineData("cpu-clock: ", "", -1, "cpu-clock", 1)]
    [InlineData("bash 12966 ", "bash", 12966, "[unknown]", 1)]
    [InlineData("12966 cpu-clock: ", "", 12966, "cpu-clock", 1)]
    [InlineData("bash 12966/12966    1003009 cpu-clock: ", "bash", 12966, "cpu-clock", 1003009)]
    [InlineData("bash 12966         77 cpu-clock: ", "bash", 12966, "cpu-clock", 77)]
    public void Lines_with_little_on_them_are_events_where_frames_follow(string line, string command, int tid, string name, long period)
    {
        SampleStore store = Load(string.Concat(Enumerable.Repeat(line + "\n" + Stack + "\n", 3)));
        Assert.Equal((3, 0L, TimeAxis.None), (store.Count, store.Report.Unparsed, store.TimeAxis));
        ProfiledThread thread = Assert.Single(store.ThreadTable.ToArray());
        Assert.Equal((command, tid), (store.Strings.GetString(thread.Command), thread.Tid));
        Assert.Equal((name, period), (store.Strings.GetString(store.EventKinds[0].Name), store.WeightOf(0)));
    }

    [Theory]
    [InlineData("Warning:\nProcessed 812 events and lost 3 chunks!\n\nCheck IO/CPU overload!\n\n", 3)]
    [InlineData("[ perf record: Captured and wrote 0.061 MB a.data (412 samples) ]\n", 1)]
    [InlineData("/usr/lib/libc.so.6 with build id 4a3f not found, continuing without symbols\n", 1)]
    [InlineData("addr2line: could not read first record\n", 1)]
    [InlineData("Kernel address maps (/proc/{kallsyms,modules}) were restricted.\n", 1)]
    [InlineData("Samples for 'cpu-clock' event do not have IREGS attribute set. Cannot print 'iregs' field.\n", 1)]
    public void Messages_of_perf_are_counted_apart(string message, int lines)
    {
        SampleStore store = Load(message + Event(1) + Stack + "\n" + message + Event(2) + Stack + "\n");
        Assert.Equal((2, 0L, 2L * lines), (store.Count, store.Report.Unparsed, store.Report.Messages));
        Assert.Equal(1, Load(Event(1) + Stack + "\n" + message, new LoadOptions { IsStrict = true }).Count);
    }

    [Fact]
    public void Only_the_first_messages_are_kept_beside_the_places_that_cannot_be_read()
    {
        SampleStore store = Load(string.Concat(Enumerable.Repeat("no symbols found in /x\n", 30)) + Event(1) + "\ngarbage\n\n" + Event(2));
        Assert.Equal((30L, 1L), (store.Report.Messages, store.Report.Unparsed));
        Assert.Equal([1L, 2, 3, 4, 5, 33], store.Report.Diagnostics.Select(place => place.LineNumber));
    }

    [Theory]
    [InlineData("cpus=8\n          <idle>-0     [001] 12345.678901: sched_switch: prev_comm=swapper/1\n     kworker/1:1-99    [001] 12345.678999: sched_wakeup: x\n")]
    [InlineData("          <idle>-0     (-----) [001] d..2 12345.678901: sched_switch: prev_comm=swapper/1\n")]
    [InlineData("# tracer: function\n#\n            bash-4251  [000] 10152.583854: path_put <-path_walk\n")]
    public void Text_of_ftrace_is_named(string text) =>
        Assert.Contains("ftrace", Assert.Throws<ProfileFormatException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\"}", "speedscope")]
    [InlineData("{\"meta\":{\"preprocessedProfileVersion\":66}}", "Firefox")]
    [InlineData("\n\u0004\b\u0001\u0010\u0002\n\u0004\b\u0003\u0010\u0004\u0012\u0002\n\0", "pprof")]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData("SIMPLEPERF\0", "simpleperf")]
    [InlineData("<!DOCTYPE html>", "HTML")]
    [InlineData("Attaching 1 probe...\n", "bpftrace")]
    [InlineData("PERFILE2h\0\0\0", "perf.data file ends after 12 bytes")]
    public void Inputs_of_other_tools_are_named(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ProfileFormatException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_compressed_recording_is_named_where_only_text_is_read()
    {
        using MemoryStream compressed = new();
        using (System.IO.Compression.GZipStream gzip = new(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("PERFILE2h\0\0\0\0\0\0\0"u8);
        }

        LoadOptions textOnly = new() { Formats = [new PerfScriptFormat()] };
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() => ProfileLoader.LoadAsync(new MemoryStream(compressed.ToArray()), textOnly));
        Assert.Equal("The input is a perf.data file, and its format is not among those that were asked for. Formats that can be read: perf script.", error.Message);
    }

    private static string[] Threads(string text)
    {
        SampleStore store = Load(text);
        return [.. store.ThreadTable.ToArray().Select(thread => $"{store.Strings.GetString(thread.Command)} {thread.Tid}")];
    }

    private static string Event(int second) => $"quilt  5120 [001]   {second}.000000:          7 cycles:P: \n";

    private static string Parse(string text)
    {
        PerfScriptFrame frame = PerfScriptFrame.Parse(Encoding.UTF8.GetBytes(text));
        return $"{Encoding.UTF8.GetString(frame.Symbol)}|{Encoding.UTF8.GetString(frame.Module)}";
    }

    private static SampleStore Load(string text, LoadOptions? options = null) =>
        ProfileLoader.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), options).GetAwaiter().GetResult();
}
