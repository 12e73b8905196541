using FlameScope.Core.Tests.Corpus;
using FlameScope.Core.Tests.Formats.PerfData;

namespace FlameScope.Core.Tests.Live;

/// <summary>A window that is frozen is what the same bytes give that are read at once, in everything that is shown of them.</summary>
public sealed class FrozenWindowTests
{
    private static readonly TimeSpan Often = TimeSpan.FromTicks(1);

    [Fact]
    public async Task A_frozen_window_is_the_input_read_at_once_however_it_comes()
    {
        int versions = 0;
        for (int seed = 0; seed < Iterations.Of(50); seed++)
        {
            Random random = new(seed);

            // Half of what the reorder window allows, all of it and more; switches can be put together only within it.
            long disorder = (seed % 4) switch { 0 => 0, 1 => 50_000_000, 2 => 150_000_000, _ => 1_500_000_000 };
            byte[] text = new MadeText(random) { Disorder = disorder, HasSwitches = disorder < 100_000_000, Seconds = random.Next(1, 20) }.Create(seed % 5 == 0 ? 1500 : random.Next(1, 300));
            LiveSnapshot last = await RunAsync(text, random, new LiveWindowOptions { PublishInterval = Often }, (before, now) =>
            {
                versions++;
                RequireSound(before, now);
            });

            Assert.Null(last.Start);
            Assert.Equal(AllExports.Of(await BatchAsync(text)), AllExports.Of(last.Profile.Freeze()));
        }

        Assert.True(versions > 3 * Iterations.Of(50), $"{versions} snapshots are hardly live.");
    }

    [Fact]
    public async Task A_window_that_has_moved_on_is_the_slice_of_the_input_from_its_start()
    {
        int moved = 0;
        for (int seed = 0; seed < Iterations.Of(50); seed++)
        {
            Random random = new(seed);
            long disorder = seed % 2 == 0 ? 100_000_000 : 3_000_000_000;
            // Time off a CPU lasts, and would reach into the window from before it.
            byte[] text = new MadeText(random) { Disorder = disorder, HasSwitches = false, Seconds = random.Next(3, 30) }.Create(seed % 5 == 0 || seed % 3 == 0 ? 1500 : random.Next(20, 400));
            bool byBytes = seed % 3 == 0;
            LiveWindowOptions options = new()
            {
                PublishInterval = Often,
                Length = byBytes ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(random.Next(100, 8000)),
                MaxBytes = byBytes ? 60_000 : 1L << 30,
            };
            LiveSnapshot last = await RunAsync(text, random, options, RequireSound);
            SampleStore batch = await BatchAsync(text);
            if (last.Start is not long start)
            {
                Assert.Equal(AllExports.Of(batch), AllExports.Of(last.Profile.Freeze()));
                continue;
            }

            moved++;
            Assert.Equal(byBytes, last.IsCutByMaxBytes);
            Assert.Equal(batch.Count, last.Profile.Count + last.Passed);
            SampleStore expected = batch.Slice(new TimeRange(start, long.MaxValue)).Where(AllExports.Everything).ToStore();
            Assert.Equal(AllExports.Of(expected), AllExports.Of(last.Profile.Freeze()));
        }

        Assert.True(moved > Iterations.Of(50) / 2, $"only {moved} windows moved on.");
    }

    [Theory]
    [InlineData("formats/02-header.txt")]
    [InlineData("formats/34-multi-event.txt")]
    [InlineData("formats/44-lost-events.txt")]
    [InlineData("formats/30-evil-names.txt")]
    [InlineData("formats/50-pipe-mode.txt")]
    public async Task Real_text_of_perf_is_the_same_live(string name)
    {
        byte[] text = CorpusFiles.ReadText(name);
        LiveSnapshot last = await RunAsync(text, new Random(7), new LiveWindowOptions { PublishInterval = Often }, RequireSound);
        Assert.Equal(AllExports.Of(await BatchAsync(text)), AllExports.Of(last.Profile.Freeze()));
    }

    [Theory]
    [InlineData("nettrace/console.nettrace.gz")]
    [InlineData("perf-data/fork-exec.perf.data.gz")]
    [InlineData("perf-data/pipe-zstd.perf.data.gz")]
    [InlineData("perf-data/sleep.compressed2.pipe.perf.data")]
    public async Task Binary_recordings_are_the_same_live_compressed_or_not(string name)
    {
        byte[] recording = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Data", name), TestContext.Current.CancellationToken);
        LiveSnapshot last = await RunAsync(recording, new Random(3), new LiveWindowOptions { PublishInterval = Often }, RequireSound);
        Assert.Equal(AllExports.Of(await BatchAsync(recording)), AllExports.Of(last.Profile.Freeze()));
    }

    [Fact]
    public async Task A_recording_that_perf_writes_into_a_pipe_is_shown_round_by_round()
    {
        int partial = 0;
        for (int seed = 0; seed < Iterations.Of(50); seed++)
        {
            byte[] recording = MadePipe(new Random(seed));
            partial += await RequireLivePipeAsync(recording, new Random(seed));
        }

        Assert.True(partial > Iterations.Of(50), $"{partial} snapshots before the end are hardly live.");
    }

    [Theory]
    [InlineData("pipe-mode.perf.data.gz")]
    [InlineData("shop/pipe.perf.data.gz")]
    [InlineData("shop/pipe-zstd.perf.data.gz")]
    public async Task Recordings_that_perf_wrote_into_a_pipe_are_the_same_live(string name)
    {
        Assert.SkipWhen(CorpusFiles.Beside is null, "The corpus is not beside the repository.");
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(CorpusFiles.Beside!, "binary", name), TestContext.Current.CancellationToken);
        await RequireLivePipeAsync(Decompressed(file), new Random(1));
    }

    [Fact]
    public async Task Folded_stacks_have_no_times_and_are_the_same_live()
    {
        byte[] text = "main;run;leaf 12\nmain;run;other 3.5\nmain;wait 4\n"u8.ToArray();
        LiveSnapshot last = await RunAsync(text, new Random(3), new LiveWindowOptions { PublishInterval = Often }, (_, _) => { });
        Assert.Equal(TimeAxis.None, last.Profile.TimeAxis);
        Assert.Equal(AllExports.Of(await BatchAsync(text)), AllExports.Of(last.Profile.Freeze()));
    }

    // How many snapshots there were before the end.
    private static async Task<int> RequireLivePipeAsync(byte[] recording, Random random)
    {
        SampleStore batch = await BatchAsync(recording);
        int partial = 0;
        LiveSnapshot last = await RunAsync(recording, random, new LiveWindowOptions { PublishInterval = Often }, (before, now) =>
        {
            RequireSound(before, now);
            partial += now.State == LiveState.Running && now.Profile.Count is > 0 and var count && count < batch.Count ? 1 : 0;
        });
        Assert.Equal(AllExports.Of(batch), AllExports.Of(last.Profile.Freeze()));
        return partial;
    }

    // What is read in one round may be later than something of the next one, but not than anything after that.
    private static byte[] MadePipe(Random random)
    {
        const long Round = 100_000_000;
        RecordingBytes recording = new RecordingBytes(config: 0).AddEvent(2, config: 1);
        recording.Map(0, 7, 0x10000, 0x8000, 0, "/usr/lib/libstore.so").KernelMap(0xffff_0000_0000_0000, 0x1000_0000, "[kernel.kallsyms]_text").Command(0, 7, 8, "worker");
        for (int round = 0; round < 40; round++)
        {
            for (int i = random.Next(0, 30); i >= 0; i--)
            {
                long time = 5_000_000_000 + (round * Round) + random.NextInt64(2 * Round);
                int tid = random.Next(8, 12);
                _ = random.Next(16) switch
                {
                    0 => recording.Command(time, 7, tid, random.Next(2) == 0 ? "worker" : "writer"),
                    1 => recording.Fork(time, 7, random.Next(12, 16), 7, tid),
                    2 => recording.Map(time, 7, (ulong)random.Next(1, 4) * 0x10000, 0x8000, 0, $"/usr/lib/lib{random.Next(3)}.so"),
                    3 or 4 => recording.Switch(time, 7, tid, random.Next(2) == 0),
                    5 => recording.Add(2, 0, [.. RecordingBytes.Words(1, 3), .. RecordingBytes.Trailer(time, 7, tid)]),
                    6 => recording.Sample(time, 0, 0, RecordingBytes.Kernel, 0xffff_0000_0000_0010),
                    7 => recording.Add(9, RecordingBytes.UserMode, RecordingBytes.SampleBody(2, time, 7, tid, RecordingBytes.User, (ulong)random.Next(0x10000, 0x10040))),
                    _ => recording.Sample(time, 7, tid, RecordingBytes.User, (ulong)random.Next(0x10000, 0x10008), (ulong)random.Next(0x30000, 0x30010)),
                };
            }

            recording.Add(68, 0);
        }

        return recording.ToPipe();
    }

    private static byte[] Decompressed(byte[] file)
    {
        if (file is not [0x1f, 0x8b, ..])
        {
            return file;
        }

        using System.IO.Compression.GZipStream gzip = new(new MemoryStream(file), System.IO.Compression.CompressionMode.Decompress);
        using MemoryStream plain = new();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static async Task<LiveSnapshot> RunAsync(byte[] text, Random random, LiveWindowOptions options, Action<LiveSnapshot, LiveSnapshot> look)
    {
        LiveWindow window = new(options);
        using PiecewiseStream stream = new(text, PiecewiseStream.CutsOf(text, random, random.Next(1, 12)));
        Task run = window.RunAsync(stream, TestContext.Current.CancellationToken);
        LiveSnapshot last = window.Latest;
        while (last.State == LiveState.Running)
        {
            LiveSnapshot next = await window.WaitAsync(last.Version, TestContext.Current.CancellationToken);
            look(last, next);
            last = next;
        }

        await run;
        Assert.Equal(LiveState.Ended, last.State);
        Assert.Equal(text.Length, window.BytesArrived);
        return last;
    }

    private static Task<SampleStore> BatchAsync(byte[] text) => ProfileLoader.LoadAsync(new MemoryStream(text));

    private static void RequireSound(LiveSnapshot before, LiveSnapshot now)
    {
        Assert.True(now.Version > before.Version);
        Assert.True(now.Passed >= before.Passed);
        if (now.Profile.Count == 0)
        {
            return;
        }

        ProfileSlice all = now.Profile.Where(AllExports.Everything).WeighedBy(SampleWeight.Count);
        HeatMap map = HeatMap.Create(all, new HeatMapOptions { MaxCells = 10_000_000 });
        FlameTree tree = FlameTree.Create(all);
        Assert.Equal(map.ColumnTotals.ToArray().Sum(), tree.Total);
        Assert.Equal(tree.Total, tree.Coverage.Shown);
    }
}
