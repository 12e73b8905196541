using System.Globalization;
using System.Text;
using CsCheck;
using FlameScope.Formats;
using FlameScope.Fuzz.Checks;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>
/// Texts of all that perf prints, cut into parts of a few bytes: however a text is divided among threads and blocks, the store is the one
/// that plain reading gives.
/// </summary>
public sealed class CrossedPartsTests
{
    private static readonly string[] Messages =
    [
        "no symbols found in /usr/bin/kmod, maybe install a debug package?\n",
        "[vdso] with build id 4a3f not found, continuing without symbols\n",
        "Warning:\nProcessed 812 events and lost 3 chunks!\n\nCheck IO/CPU overload!\n\n",
        "# ========\n# captured on    : Mon Mar  3 09:15:00 2025\n# hostname : other\n# ========\n#\n",
        "         swapper     0 [000]     0.000000: PERF_RECORD_FORK(1:1):(0:0)\n",
        "tokio-runtime-w  9280 [000]  2964.045025: PERF_RECORD_LOST lost 7\n",
        "PERF_RECORD_FINISHED_ROUND\n",
        " \n",
        "\n",
        "garbage\n",
        "app  7 [000]  oops: 1 cycles: \n\t            5678 main+0x1 (/bin/app)\n\n",
        " ABI:2    AX:0x7ffc51c269d1    IP:0x401136 \n",
        "\tsew+16:\n\t0000000000401136\tinsn: 48 83 ec 08                       # PRED 4 cycles [4] \n",
        "new\nline  5786/5786  [000]  2583.660677:    5025125 cpu-clock:ppp: \n\t   11ff leaf+0x1 (/x)\n\n",
        "RenderThread\t2145 [007] 113.48301:\t\t201198 cpu-clock:u:\n        b3cea6c4\tLock::unlock() (/system/lib/libc.so)\n\n",
    ];

    private static readonly Gen<(RenderedLayout Layout, RenderedSample Sample)[]> Samples =
        Gen.Select(RenderedGen.Layouts, RenderedGen.Samples).Array[1, 12];

    private static readonly Gen<byte[]> Texts = Gen.Select(Samples, Gen.Int, Gen.Bool).Select((samples, seed, isDos) =>
    {
        Random random = new(seed);
        StringBuilder text = new();
        foreach ((RenderedLayout layout, RenderedSample sample) in samples)
        {
            // A message stands between samples, or in the middle of one.
            string rendered = RenderedText.Render(layout, sample);
            int at = random.Next(3) == 0 ? LineStart(rendered, random.Next(rendered.Length)) : rendered.Length;
            text.Append(rendered[..at]).Append(random.Next(2) == 0 ? Messages[random.Next(Messages.Length)] : "").Append(rendered[at..]);
        }

        string unix = text.ToString();
        return Encoding.UTF8.GetBytes(isDos ? unix.Replace("\n", "\r\n", StringComparison.Ordinal) : unix);
    });

    [Fact]
    public void Any_cut_into_parts_and_blocks_gives_the_identical_store() =>
        Gen.Select(Texts, Gen.Int[2, 9], Gen.Int[16, 4096]).Sample((text, threads, headBytes) =>
        {
            PerfScriptOptions options = new() { MinPartBytes = 1, HeadBytes = headBytes };
            SampleStore? whole = TryLoad(() => LoadFile(text, options, threads: 1));
            SampleStore? parts = TryLoad(() => LoadFile(text, options, threads));
            SampleStore? bytes = TryLoad(() => Load(new RandomReadStream(text, new Random(threads), 1), options));
            Assert.Equal(whole is null, parts is null);
            Assert.Equal(whole is null, bytes is null);
            if (whole is not null)
            {
                StoreCheck.RequireIdentical(whole, parts!);
                StoreCheck.RequireIdentical(whole, bytes!);
            }
        }, iter: Iterations.Of(300));

    [Fact]
    public void What_is_loaded_is_what_plain_reading_reads() =>
        Texts.Sample(text =>
        {
            if (TryLoad(() => Load(new MemoryStream(text), new PerfScriptOptions())) is { Report.IsTruncated: false } store)
            {
                Assert.Equal(Stores.Describe(PlainReading.Load(text)), Stores.Describe(store));
            }
        }, iter: Iterations.Of(300));

    // No event is lost in the account, and none counted twice, whatever stands between its lines.
    [Fact]
    public void Every_event_is_a_sample_or_unparsed() =>
        Gen.Select(Samples, Gen.Int).Sample((samples, seed) =>
        {
            Random random = new(seed);
            StringBuilder text = new();
            int messages = 0;
            foreach ((RenderedLayout layout, RenderedSample sample) in samples)
            {
                string rendered = RenderedText.Render(layout, sample with { Command = "app", Thread = 71_234 });
                int at = LineStart(rendered, random.Next(rendered.Length));
                int message = random.Next(3);
                messages += message < 2 ? 1 : 0;
                text.Append(rendered[..at]).Append(message < 2 ? Messages[message] : "").Append(rendered[at..]);
            }

            LoadReport report = Load(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), new PerfScriptOptions()).Report;
            Assert.Equal((samples.Length, 0L, (long)messages), (report.Samples, report.Unparsed, report.Messages));
        });

    // The later parts end in records, and have one period throughout that is not 1.
    [Fact]
    public void Counts_and_periods_of_later_parts_are_kept()
    {
        StringBuilder text = new();
        for (int i = 0; i < 50; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"app  7 [000]  {i}.000000: 7 cycles: \n\t            5678 main+0x1 (/bin/app)\n\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text + Messages[1] + Messages[4] + "\n" + Messages[5] + "\n" + Messages[11]);
        PerfScriptOptions options = new() { MinPartBytes = 1 };
        SampleStore one = LoadFile(bytes, options, threads: 1);
        Assert.Equal((50L, 7L, 2L, 7L, 1L), (one.Report.Samples, one.WeightOf(49), one.Report.SideBand, one.Report.Lost, one.Report.Messages));
        for (int threads = 2; threads < 60; threads += 7)
        {
            StoreCheck.RequireIdentical(one, LoadFile(bytes, options, threads));
        }
    }

    [Fact]
    public void Recordings_are_counted_across_parts()
    {
        const string Sample = "app  7 [000]  1.000000: 7 cycles: \n\t            5678 main+0x1 (/bin/app)\n\n";
        byte[] text = Encoding.UTF8.GetBytes(Sample + Sample + Messages[3] + Sample + Sample + Messages[3] + Sample + Sample);
        for (int threads = 1; threads < 8; threads++)
        {
            Assert.Equal(3, LoadFile(text, new PerfScriptOptions { MinPartBytes = 1 }, threads).Report.Recordings);
        }

        byte[] two = Encoding.UTF8.GetBytes(Messages[3] + Sample + Messages[3] + Sample);
        Assert.Equal(2, LoadFile(two, new PerfScriptOptions { MinPartBytes = 1 }, 3).Report.Recordings);
        Assert.Equal(1, LoadFile(Encoding.UTF8.GetBytes(Messages[3] + Sample), new PerfScriptOptions(), 1).Report.Recordings);
    }

    private static int LineStart(string text, int place) => text.LastIndexOf('\n', place) + 1;

    private static SampleStore? TryLoad(Func<SampleStore> load)
    {
        try
        {
            return load();
        }
        catch (ProfileFormatException)
        {
            return null;
        }
    }

    private static SampleStore LoadFile(byte[] text, PerfScriptOptions options, int threads)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, text);
            return ProfileLoader.Load(path, new LoadOptions { Formats = [new PerfScriptFormat(options)], MaxDegreeOfParallelism = threads });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static SampleStore Load(Stream stream, PerfScriptOptions options) =>
        ProfileLoader.LoadAsync(stream, new LoadOptions { Formats = [new PerfScriptFormat(options)] }).GetAwaiter().GetResult();
}
