using System.Text;
using FlameScope.Export.Text;
using FlameScope.Loading;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

public sealed class PerfScriptFormatTests
{
    [Fact]
    public async Task Inlined_frames_belong_to_the_module_of_the_next_real_frame() =>
        Assert.Equal(
            ["1000000000 a -1/5 [0] cycles 7: main(/bin/s,User);route(/bin/s,User);insert(/lib/l,User);likely(/lib/l,Inlined);hot(/lib/l,Inlined)"],
            Stores.Describe(await LoadAsync(
                "a  5 [000]  1.000000: 7 cycles: \n\t 3 hot+0x1 (inlined)\n\t 3 likely+0x1 (inlined)\n\t 3 insert+0x1 (/lib/l)\n\t 2 route (/bin/s)\n\t 1 main (/bin/s)\n\n")));

    [Fact]
    public async Task Source_lines_mark_inlined_frames() =>
        Assert.Equal(
            ["1000000000 a -1/5 [0] cycles 7: encode(/bin/s,User);push(/bin/s,Inlined);push_mut(/bin/s,Inlined)"],
            Stores.Describe(await LoadAsync(
                "a  5 [000]  1.000000: 7 cycles: \n\t 3 push_mut+0x1\n  mod.rs:1 (inlined)\n\t 3 push+0x1\n  mod.rs:2 (inlined)\n\t 3 encode+0x1 (/bin/s)\n  main.rs:3\n\n")));

    [Fact]
    public async Task Java_inlining_is_split_and_tidied() =>
        Assert.Equal(
            ["1000000000 java -1/5 [0] cycles 7: java/lang/Thread::run(/tmp/perf-5.map,Jit);a/B::go(/tmp/perf-5.map,Inlined);a/C::x(/tmp/perf-5.map,Inlined);leaf(/lib/l,User)"],
            Stores.Describe(await LoadAsync(
                "java  5 [000]  1.000000: 7 cycles: \n\t 3 leaf (/lib/l)\n\t 2 Ljava/lang/Thread;::run->La/B;::go->La/C;::x+0x10 (/tmp/perf-5.map)\n\n")));

    [Fact]
    public async Task An_arrow_in_a_C_plus_plus_name_is_a_name() =>
        Assert.Equal(
            ["1000000000 a -1/5 [0] cycles 7: P::operator->()(/bin/s,User)"],
            Stores.Describe(await LoadAsync("a  5 [000]  1.000000: 7 cycles: \n\t 3 P::operator->()+0x1 (/bin/s)\n\n")));

    [Fact]
    public async Task A_frame_on_the_event_line_gives_way_to_a_stack_below_it() =>
        Assert.Equal(
            [
                "1000000000 a -1/5 [0] page-faults 1: touch(/bin/s,User)",
                "2000000000 a -1/5 [0] page-faults 1: [unknown](//anon,Unknown)",
            ],
            Stores.Describe(await LoadAsync(
                "a  5 [000]  1.000000: 1 page-faults:  7fd20c583000 [unknown] (//anon)\n\t 3 touch+0x1 (/bin/s)\n\na  5 [000]  2.000000: 1 page-faults:  7fd20c583000 [unknown] (//anon)\n\n")));

    [Fact]
    public async Task Header_lines_describe_the_recording()
    {
        SampleStore store = await LoadAsync(
            "# ========\n# captured on    : Sun Nov 22 19:05:21 2026\n# hostname : vm\n# os release : 6.18.44\n# perf version : 6.1.187\n# arch : x86_64\n"
            + "# nrcpus online : 2\n# cpudesc : AMD EPYC\n# cmdline : /usr/bin/perf record -F 99 -- sleep 6 \n"
            + "# reference time: 2026-11-22 19:05:15.664698 = 1795374315.664698 (TOD) = 2399.544548623 (monotonic)\n# ========\n#\n"
            + "a  5 [000]  2399.713377: 7 cycles: \n\t 3 main (/bin/s)\n\n# hostname : other\n");
        Assert.Equal(
            new ProfileHeader
            {
                HostName = "vm",
                OperatingSystemRelease = "6.18.44",
                ProfilerVersion = "6.1.187",
                Architecture = "x86_64",
                CpuCount = 2,
                SamplingFrequency = 99,
                CpuDescription = "AMD EPYC",
                CommandLine = "/usr/bin/perf record -F 99 -- sleep 6",
                CapturedOn = "Sun Nov 22 19:05:21 2026",
                ClockEpochNanoseconds = 1795374315_664698000 - 2399_544548623,
            },
            store.Header);
        Assert.Equal(
            DateTimeOffset.Parse("2026-11-22T19:05:15.8335263Z", System.Globalization.CultureInfo.InvariantCulture),
            store.Header.WallClockOf(store.Times[0]));
    }

    [Theory]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\t 2 ru", 0, 1)]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\t 2 run+0x1 (/bin/s)", 1, 0)]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\na  5 [000]  1.1", 1, 1)]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\na  5 [000]  1.100000: 7 cyc", 1, 1)]
    [InlineData("a  5 [000]  1.000000: 7 cycles:p: \n\t 3 main+0x1 (/bin/s)\n\na  5 [000]  1.100000: 7 cycles:", 1, 1)]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\na  5 [000]  1.100000: 7 cycles: ", 2, 0)]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\t 2", 0, 1)]
    public async Task A_cut_end_loses_only_the_sample_it_cuts_and_says_so(string text, int samples, int unparsed)
    {
        const string Before = "z  5 [000]  0.000000: 7 first: \n\t 3 main+0x1 (/bin/s)\n\n";
        SampleStore store = await LoadAsync(Before + text);
        Assert.Equal(samples + 1, store.Count);
        Assert.Equal(unparsed, store.Report.Unparsed);
        Assert.Equal(unparsed > 0, store.Report.IsTruncated);
    }

    [Fact]
    public async Task Deltas_are_no_time_axis()
    {
        StringBuilder text = new();
        for (int i = 0; i < 50; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a  5 [000]  0.{(i == 0 ? 0 : i % 2 == 0 ? 10023 : 65):D6}: 7 cycles: \n\t 3 main (/bin/s)\n\n");
        }

        SampleStore store = await LoadAsync(text.ToString());
        Assert.Equal(TimeAxis.Deltas, store.TimeAxis);
        Assert.Equal(50, store.Count);
    }

    [Fact]
    public async Task A_line_longer_than_a_block_is_reported_and_what_follows_is_read()
    {
        string line = new('x', 3_000_000);
        SampleStore store = await LoadAsync(
            $"a  5 [000]  1.000000: 7 cycles: \n\t 3 main (/bin/s)\n\n{line}\n\nb  6 [000]  2.000000: 7 cycles: \n\t 3 main (/bin/s)\n\n");
        Assert.Equal(["a", "b"], store.Threads.ToArray().Select(thread => store.Strings.GetString(store.ThreadTable[thread.Value].Command)));
        LoadDiagnostic diagnostic = Assert.Single(store.Report.Diagnostics);
        Assert.Equal(4, diagnostic.LineNumber);
        Assert.Equal(7, store.Report.LinesRead - 1);
    }

    [Fact]
    public async Task The_account_of_lines_and_bytes_is_exact()
    {
        const string Text = "\uFEFF# x\na  5 [000]  1.000000: 7 cycles: \n\t 3 main (/bin/s)\n\n";
        LoadReport report = (await LoadAsync(Text)).Report;
        Assert.Equal(4, report.LinesRead);
        Assert.Equal(Encoding.UTF8.GetByteCount(Text), report.BytesRead);
        Assert.Equal("perf script", report.Format);
        Assert.Equal("none", report.Compression);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task The_size_of_reads_does_not_matter(int size)
    {
        byte[] text = Encoding.UTF8.GetBytes(Long());
        string[] expected = Stores.Describe(await ProfileLoader.LoadAsync(new MemoryStream(text)));
        Assert.Equal(expected, Stores.Describe(await ProfileLoader.LoadAsync(new Loading.SlowStream(text, size))));
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string text = Long();
            File.WriteAllText(path, string.Concat(Enumerable.Repeat(text, (18_000_000 / text.Length) + 1)));
            SampleStore expected = ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = 1 });
            Assert.True(expected.Report.Unparsed > 20);
            foreach (int threads in (int[])[2, 3, 4])
            {
                SampleStore store = ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = threads });
                Assert.Equal(expected.Times.ToArray(), store.Times.ToArray());
                Assert.Equal(expected.Stacks.ToArray(), store.Stacks.ToArray());
                Assert.Equal(expected.Threads.ToArray(), store.Threads.ToArray());
                Assert.Equal(expected.Events.ToArray(), store.Events.ToArray());
                Assert.Equal(expected.Cpus.ToArray(), store.Cpus.ToArray());
                Assert.Equal(expected.Weights.ToArray(), store.Weights.ToArray());
                Assert.Equal(expected.Frames.ToArray(), store.Frames.ToArray());
                Assert.Equal(expected.StackTrie.Frames.ToArray(), store.StackTrie.Frames.ToArray());
                Assert.Equal(expected.Report.Diagnostics, store.Report.Diagnostics);
                Assert.Equal(expected.Report with { Diagnostics = [] }, store.Report with { Diagnostics = [] });
                Assert.Equal(expected.Header, store.Header);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Several commands, stacks, weights, events, damage, and enough text to be read in many blocks.
    private static string Long()
    {
        StringBuilder text = new("# hostname : vm\n");
        Random random = new(1);
        for (int i = 0; i < 3_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"cmd {i % 7}  {i % 11} [00{i % 3}]  {1000 + (i / 100)}.{i % 100:D6}: {i % 5} {(i % 13 == 0 ? "faults" : "cycles")}: \n");
            for (int depth = random.Next(20); depth > 0; depth--)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\t {depth:x} f{random.Next(5)}+0x{depth:x} (/bin/{depth % 3})\n");
            }

            text.Append(i % 500 == 7 ? "\ndamage\n\n" : "\n");
        }

        return text.ToString();
    }

    private static Task<SampleStore> LoadAsync(string text) =>
        ProfileLoader.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
