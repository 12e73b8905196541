using System.Text;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>Lines as perf printed them; what does not matter for a case is cut off.</summary>
public sealed class PerfScriptReaderTests
{
    [Theory]
    [InlineData("postgres  3380 [000]  2399.713377:   10101010 cpu-clock:ppp: ", "postgres", -1, 3380, 0, 2399713377000, 10101010, "cpu-clock:ppp")]
    [InlineData("postgres  3380 [000]  2399.713377000:   10101010 cpu-clock:ppp: ", "postgres", -1, 3380, 0, 2399713377000, 10101010, "cpu-clock:ppp")]
    [InlineData("postgres  3380/3380  [000]  2399.713377: cpu-clock:ppp: ", "postgres", 3380, 3380, 0, 2399713377000, null, "cpu-clock:ppp")]
    [InlineData("ingest/0 20483  4508.578877:   20408163 cpu-clock:ppp: ", "ingest/0", -1, 20483, -1, 4508578877000, 20408163, "cpu-clock:ppp")]
    [InlineData("java 123  3474 [001]  2399.723543:   10101010 cpu-clock:ppp: ", "java 123", -1, 3474, 1, 2399723543000, 10101010, "cpu-clock:ppp")]
    [InlineData("java 123  3474  2399.723543: cpu-clock:ppp: ", "java 123", -1, 3474, -1, 2399723543000, null, "cpu-clock:ppp")]
    [InlineData("postgres  3380   0  2399.713377:   10101010 cpu-clock:ppp: ", "postgres", -1, 3380, 0, 2399713377000, 10101010, "cpu-clock:ppp")]
    [InlineData("postgres  3380 [000] U      2399.713377:   10101010 cpu-clock:ppp: ", "postgres", -1, 3380, 0, 2399713377000, 10101010, "cpu-clock:ppp")]
    [InlineData("postgres  3380 [000] 2026-11-22 19:05:15.833526  2399.713377:   10101010 cpu-clock:ppp: ", "postgres", -1, 3380, 0, 2399713377000, 10101010, "cpu-clock:ppp")]
    [InlineData("postgres  3380  2399.713377: ", "postgres", -1, 3380, -1, 2399713377000, null, "")]
    [InlineData("java 14375 [022] 28648.467079: cpu-clock:", "java", -1, 14375, 22, 28648467079000, null, "cpu-clock")]
    [InlineData("            java 14375 [022] 28648.467079: cycles:", "java", -1, 14375, 22, 28648467079000, null, "cycles")]
    [InlineData("V8 WorkerThread 12345 [001] 107.123456:     250000 cycles:uppp: ", "V8 WorkerThread", -1, 12345, 1, 107123456000, 250000, "cycles:uppp")]
    [InlineData(":-1    -1 [000]  2430.919712:          1 cs: ", ":-1", -1, -1, 0, 2430919712000, 1, "cs")]
    [InlineData(":20729 20729 [000]     0.000001:          1 cs: ", ":20729", -1, 20729, 0, 1000, 1, "cs")]
    [InlineData("kworker/0:1-ev  9 [001]  1.000000: 7 cycles: ", "kworker/0:1-ev", -1, 9, 1, 1000000000, 7, "cycles")]
    [InlineData("  5785  2583.699207:    5025125 cpu-clock:ppp: ", "", -1, 5785, -1, 2583699207000, 5025125, "cpu-clock:ppp")]
    [InlineData("  lead  5783  2583.776286:    5025125 cpu-clock:ppp: ", "  lead", -1, 5783, -1, 2583776286000, 5025125, "cpu-clock:ppp")]
    [InlineData("# cmdline: x  5781  2583.726719:    5025125 cpu-clock:ppp: ", "# cmdline: x", -1, 5781, -1, 2583726719000, 5025125, "cpu-clock:ppp")]
    [InlineData("x 1 [000] 5.5:   5782  2583.702273:    5025125 cpu-clock:ppp: ", "x 1 [000] 5.5:", -1, 5782, -1, 2583702273000, 5025125, "cpu-clock:ppp")]
    [InlineData("1 2/3 4.5: e:  5791  2583.762300:    5025125 cpu-clock:ppp: ", "1 2/3 4.5: e:", -1, 5791, -1, 2583762300000, 5025125, "cpu-clock:ppp")]
    [InlineData("1 5.500000: e:  5791  2583.762300:    5025125 cpu-clock:ppp: ", "1 5.500000: e:", -1, 5791, -1, 2583762300000, 5025125, "cpu-clock:ppp")]
    [InlineData("job 3.25: run 17841  4118.472495:   10101010 cpu-clock:ppp: ", "job 3.25: run", -1, 17841, -1, 4118472495000, 10101010, "cpu-clock:ppp")]
    [InlineData("Timer-0 1.5:  17841 [003]  4118.472495:   10101010 cpu-clock:ppp: ", "Timer-0 1.5:", -1, 17841, 3, 4118472495000, 10101010, "cpu-clock:ppp")]
    [InlineData("new\\nline  3555  2415.018811:   10101010 cpu-clock:ppp: ", "new\\nline", -1, 3555, -1, 2415018811000, 10101010, "cpu-clock:ppp")]
    [InlineData("42  3724 [000]  2435.503365:        sched:sched_switch: prev_comm=42 ==> next_comm=(sd-pam)", "42", -1, 3724, 0, 2435503365000, null, "sched:sched_switch")]
    [InlineData("a:b [c]  3723 [001]  2435.419608: sched:sched_switch: prev_comm=x 9 [000]  5.500000: y: prev_pid=3723", "a:b [c]", -1, 3723, 1, 2435419608000, null, "sched:sched_switch")]
    public void Event_lines_are_read_field_by_field(
        string line, string command, int process, int thread, int cpu, long time, int? period, string eventName)
    {
        byte[] text = Encoding.UTF8.GetBytes(line + "\n");
        PerfScriptReader reader = new(text, isFinalBlock: true, PerfScriptReaderState.Detect(text));
        Assert.True(reader.Read());
        Assert.Equal(PerfScriptTokenType.Event, reader.TokenType);
        Assert.Equal(command, Encoding.UTF8.GetString(reader.Command));
        Assert.Equal(process, reader.Pid);
        Assert.Equal(thread, reader.Tid);
        Assert.Equal(cpu, reader.Cpu);
        Assert.Equal(time, reader.Time);
        Assert.Equal(period, reader.Period);
        Assert.Equal(eventName, Encoding.UTF8.GetString(reader.EventName));
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("swapper     0 [000]     0.000000: PERF_RECORD_FORK(1:1):(0:0)", "PERF_RECORD_FORK(1:1):(0:0)")]
    [InlineData("tokio-runtime-w  9280 [000]  2964.045025: PERF_RECORD_LOST lost 1", "PERF_RECORD_LOST lost 1")]
    [InlineData("PERF_RECORD_FINISHED_ROUND", "")]
    public void Side_band_lines_are_no_samples(string line, string payload)
    {
        byte[] text = Encoding.UTF8.GetBytes(line + "\n");
        PerfScriptReader reader = new(text, isFinalBlock: true, default);
        Assert.True(reader.Read());
        Assert.Equal(PerfScriptTokenType.SideBand, reader.TokenType);
        Assert.Equal(payload, Encoding.UTF8.GetString(reader.Payload));
    }

    [Fact]
    public void A_command_with_a_line_feed_joins_its_two_lines() =>
        Assert.Equal(
            ["Event 'new\nline' 5786", "Frame leaf+0x1 (/x)", "EndOfSample"],
            Tokens("new\nline  5786 [000]  2583.660677:    5025125 cpu-clock:ppp: \n\t   11ff leaf+0x1 (/x)\n\n"));

    [Fact]
    public void Both_lines_of_a_split_event_line_are_counted()
    {
        byte[] text = Encoding.UTF8.GetBytes("new\nline  5786 [000]  2583.660677:    5025125 cpu-clock:ppp: \n\t   11ff leaf+0x1 (/x)\n");
        PerfScriptReader reader = new(text, isFinalBlock: true, default);
        Assert.True(reader.Read());
        Assert.Equal(2, reader.LineNumber);
        Assert.Equal(0, reader.ByteOffset);
        Assert.True(reader.Read());
        Assert.Equal(3, reader.LineNumber);
    }

    [Fact]
    public void An_address_of_more_than_16_digits_is_none() =>
        Assert.Equal(["Event 'b' 2", "Unparsed"], Tokens("b  2 [000]  1.000000: 5 cycles: \n\t12345678901234567 main (/x)\n"));

    [Fact]
    public void A_payload_with_a_line_feed_does_not_lose_the_stack() =>
        Assert.Equal(
            ["Event 'a' 5", "Frame __schedule+0x1 (x)", "EndOfSample"],
            Tokens("a  5 [000]  1.000000: sched:sched_switch: prev_comm=new\nline prev_pid=5786\n\t   11ff __schedule+0x1 (x)\n\n"));

    [Fact]
    public void Frames_of_an_event_line_that_cannot_be_read_go_with_it() =>
        Assert.Equal(
            ["Unparsed", "Event 'b' 2", "Frame y (n)"],
            Tokens("a  1 [000]  garbage: 5 cycles: \n\t   11ff x (m)\n\t   12ff x2 (m)\n\nb  2 [000]  1.000000: 5 cycles: \n\t   13ff y (n)\n"));

    [Fact]
    public void A_damaged_frame_line_leaves_its_sample_open() =>
        Assert.Equal(
            ["Event 'b' 2", "Unparsed", "Frame y (n)", "EndOfSample"],
            Tokens("b  2 [000]  1.000000: 5 cycles: \n\t   xyz\n\t   13ff y (n)\n\n"));

    [Fact]
    public void Frames_without_an_event_line_count_as_one_place() =>
        Assert.Equal(["Unparsed", "Event 'b' 2"], Tokens("\t  11ff x (m)\n\t  12ff y (m)\n\nb  2 [000]  1.000000: 5 cycles: \n"));

    [Fact]
    public void Source_lines_belong_to_the_frame_before_them() =>
        Assert.Equal(
            ["Event 'b' 2", "Frame y (n)", "SourceLine   mod.rs:434", "EndOfSample"],
            Tokens("b  2 [000]  1.000000: 5 cycles: \n\t   13ff y (n)\n  mod.rs:434\n\n"));

    [Fact]
    public void Tabs_turned_into_blanks_are_still_frames() =>
        Assert.Equal(
            ["Event 'b' 2", "Frame y+0x1 (n)"],
            Tokens("b  2 [000]  1.000000: 5 cycles: \n                    13ff y+0x1 (n)\n"));

    [Fact]
    public void An_address_alone_is_a_frame_without_a_name() =>
        Assert.Equal(["Event 'b' 2", "Frame "], Tokens("b  2 [000]  1.000000: 5 cycles: \n\t            13ff\n"));

    [Fact]
    public void Dos_line_ends_are_no_part_of_a_line() =>
        Assert.Equal(
            ["Event 'b' 2", "Frame y (n)", "EndOfSample"],
            Tokens("b  2 [000]  1.000000: 5 cycles: \r\n\t   13ff y (n)\r\n\r\n"));

    [Theory]
    [InlineData("leaf+0x16 (/opt/x)", "a  1 [0]", "cpu-clock:ppp", "      56476c6151ff leaf+0x16 (/opt/x)")]
    [InlineData("[unknown] (//anon)", "a", "page-faults", "     7fd20c583000 [unknown] (//anon)")]
    [InlineData("", "a", "sched:sched_switch", "add prev_comm")]
    [InlineData("", "a", "syscalls:sys_exit_openat", "0x3")]
    public void A_frame_may_stand_on_the_event_line(string frame, string command, string eventName, string payload)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{command}  5 [000]  1.000000: 1 {eventName}: {payload}\n");
        PerfScriptReader reader = new(text, isFinalBlock: true, default);
        Assert.True(reader.Read());
        Assert.Equal(frame, Encoding.UTF8.GetString(reader.EventFrameText));
    }

    [Theory]
    [InlineData("a  5 [000]  99999999999.000000: 1 cycles: ")]
    [InlineData("a  5 [000]  9223372037.000000: 1 cycles: ")]
    [InlineData("a  5 [000]  1.5: 1 cycles: ")]
    [InlineData("a  5 [000]  1.500000:7 cycles: ")]
    [InlineData("a  5 [000]  -1.500000: 1 cycles: ")]
    [InlineData("a  99999999999 [000]  1.500000: 1 cycles: ")]
    [InlineData("a  5 [99999]  1.500000: 1 cycles: ")]
    [InlineData("a  5 [000]  1.500000: 99999999999999999999 cycles: ")]
    [InlineData("a  1.500000: 1 cycles: ")]
    public void Numbers_that_overflow_and_lines_without_a_thread_are_not_guessed(string line) =>
        Assert.Equal(["Unparsed"], Tokens(line + "\n"));

    [Fact]
    public void Any_split_into_blocks_gives_the_same_tokens()
    {
        const string Text = "# header\n#\nnew\nline  5786 [000]  2583.660677:    5025125 cpu-clock:ppp: \n\t   11ff leaf+0x1 (/x)\n  a.c:1\n\n"
            + "garbage in the middle\n\t 12 x\n\nb  2 [000]  1.000000: 5 cycles: \r\n\t   13ff y (n)\r\n\r\nPERF_RECORD_FINISHED_ROUND\nlast line";
        string[] expected = Tokens(Text);
        for (int size = 1; size <= Text.Length; size++)
        {
            Assert.Equal(expected, Tokens(Text, size));
        }
    }

    [Fact]
    public void Places_are_given_as_line_and_byte()
    {
        byte[] text = Encoding.UTF8.GetBytes("# x\n\nb  2 [000]  1.000000: 5 cycles: \n\t bad\n");
        PerfScriptReader reader = new(text, isFinalBlock: true, default);
        while (reader.Read() && reader.TokenType != PerfScriptTokenType.Unparsed)
        {
        }

        Assert.Equal(4, reader.LineNumber);
        Assert.Equal(text.AsSpan().IndexOf("\t bad"u8), reader.ByteOffset);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
            "java 123  3474 [001]  2399.723543:   10101010 cpu-clock:ppp: \n\t          1942f1 a+0x1 (/x)\n\t  1 b (/y)\n\n", 100)));
        PerfScriptReaderState state = PerfScriptReaderState.Detect(text);
        Count(text, state);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int tokens = Count(text, state);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(400, tokens);
    }

    private static int Count(byte[] text, PerfScriptReaderState state)
    {
        PerfScriptReader reader = new(text, isFinalBlock: true, state);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    private static string[] Tokens(string text) => Tokens(text, text.Length);

    // Presents what was not consumed again together with the next block, as the reader asks for.
    private static string[] Tokens(string text, int blockSize)
    {
        byte[] all = Encoding.UTF8.GetBytes(text);
        List<string> tokens = [];
        PerfScriptReaderState state = default;
        int start = 0;
        for (int end = 0; end < all.Length;)
        {
            end = Math.Min(all.Length, end + blockSize);
            PerfScriptReader reader = new(all.AsSpan(start, end - start), end == all.Length, state);
            while (reader.Read())
            {
                tokens.Add(Describe(ref reader));
            }

            start += reader.BytesConsumed;
            state = reader.CurrentState;
        }

        Assert.Equal(all.Length, start);
        return [.. tokens];
    }

    private static string Describe(ref PerfScriptReader reader) => reader.TokenType switch
    {
        PerfScriptTokenType.Event => $"Event '{Encoding.UTF8.GetString(reader.Command)}' {reader.Tid}",
        PerfScriptTokenType.Frame => "Frame " + Encoding.UTF8.GetString(reader.FrameText),
        PerfScriptTokenType.SourceLine => "SourceLine " + Encoding.UTF8.GetString(reader.Line),
        PerfScriptTokenType other => other.ToString(),
    };
}
