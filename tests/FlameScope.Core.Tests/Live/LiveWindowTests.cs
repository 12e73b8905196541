using System.IO.Pipelines;
using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Live;

public sealed class LiveWindowTests
{
    private const long Second = 1_000_000_000;
    private static readonly TimeSpan Often = TimeSpan.FromTicks(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_samples_are_shown_before_the_input_can_be_told_for_sure()
    {
        Pipe pipe = new();
        LiveWindow window = new(new LiveWindowOptions { PublishInterval = Often });
        Task run = window.RunAsync(pipe.Reader.AsStream(), Token);
        await WriteAsync(pipe, Sample(100 * Second) + Sample(101 * Second));
        LiveSnapshot first = await CountAsync(window, 2);
        Assert.Equal(LiveState.Running, first.State);

        // A sample whose end has not come is not shown yet.
        await WriteAsync(pipe, Sample(102 * Second).TrimEnd('\n'));
        await WriteAsync(pipe, "\n\n" + Sample(103 * Second));
        Assert.Equal(4, (await CountAsync(window, 4)).Profile.Count);
        Assert.Equal(2, first.Profile.Count);
        await pipe.Writer.CompleteAsync();
        await run;
        Assert.Equal(LiveState.Ended, window.Latest.State);
        Assert.Equal(4, window.Latest.Profile.Count);
        Assert.Equal(100 * Second, window.Latest.Profile.Origin);
    }

    [Fact]
    public async Task Samples_leave_by_the_second_and_are_counted()
    {
        LiveSnapshot last = await RunAsync(string.Concat(Enumerable.Range(0, 60).Select(i => Sample((100 * Second) + (i * Second / 2)))), new LiveWindowOptions { Length = TimeSpan.FromSeconds(5) });
        Assert.Equal(124 * Second, last.Start);
        Assert.Equal(12, last.Profile.Count);
        Assert.Equal(48, last.Passed);
        Assert.False(last.IsCutByMaxBytes);

        // Times do not move as the window does.
        Assert.Equal(100 * Second, last.Profile.Origin);
        Assert.Equal(last.Profile.Count, last.Profile.Report.Samples);
    }

    [Fact]
    public async Task A_sample_is_late_by_more_than_the_reorder_window_and_stands_in_its_place_all_the_same()
    {
        string text = Sample(100 * Second) + Sample(101 * Second) + Sample((101 * Second) - 200_000_000) + Sample((101 * Second) - 200_000_001) + Sample(99 * Second);
        LiveSnapshot last = await RunAsync(text, new LiveWindowOptions());
        Assert.Equal(2, last.Late);
        Assert.Equal([99 * Second, 100 * Second, (101 * Second) - 200_000_001, (101 * Second) - 200_000_000, 101 * Second], last.Profile.Freeze().Times.ToArray());
        Assert.Equal(99 * Second, last.Profile.Origin);
    }

    [Fact]
    public async Task A_sample_that_comes_after_its_second_has_left_has_passed()
    {
        LiveSnapshot last = await RunAsync(
            Sample(100 * Second) + Sample(120 * Second) + Sample(110 * Second) + Sample(119 * Second), new LiveWindowOptions { Length = TimeSpan.FromSeconds(3) });
        Assert.Equal([119 * Second, 120 * Second], last.Profile.Freeze().Times.ToArray());
        Assert.Equal(2, last.Passed);
        Assert.Equal(2, last.Late);
    }

    [Fact]
    public async Task Names_that_alone_are_too_large_end_the_window_with_an_error_and_keep_what_was_shown()
    {
        string text = string.Concat(Enumerable.Range(0, 3000).Select(i => Sample((100 * Second) + i, $"function_{i}_with_a_long_name_that_is_kept_for_ever")));
        LiveWindow window = new(new LiveWindowOptions { MaxBytes = 100_000, PublishInterval = Often });
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(
            () => window.RunAsync(new PiecewiseStream(Encoding.UTF8.GetBytes(text), [30_000, 60_000]), Token));
        Assert.Contains("MaxBytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(LiveState.Failed, window.Latest.State);
        Assert.Equal(error.Message, window.Latest.Error);
        Assert.True(window.Latest.Profile.Count > 0);
    }

    [Fact]
    public async Task Damage_is_counted_and_what_comes_after_it_is_shown()
    {
        LiveSnapshot last = await RunAsync(Sample(100 * Second) + "\u0001nothing that perf prints\n\n" + Sample(101 * Second), new LiveWindowOptions());
        Assert.Equal(2, last.Profile.Count);
        Assert.Equal(1, last.Profile.Report.Unparsed);
    }

    [Fact]
    public async Task A_cut_compressed_stream_keeps_what_was_read()
    {
        byte[] text = new MadeText(new Random(1)).Create(3000);
        using MemoryStream packed = new();
        await using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(text, Token);
        }

        byte[] half = packed.ToArray()[..(int)(packed.Length / 2)];
        LiveWindow window = new();
        await window.RunAsync(new MemoryStream(half), Token);
        SampleStore batch = await ProfileLoader.LoadAsync(new MemoryStream(half), cancellationToken: Token);
        Assert.True(batch.Report.IsTruncated);
        Assert.Equal(AllExports.Of(batch), AllExports.Of(window.Latest.Profile.Freeze()));
    }

    [Fact]
    public async Task A_stream_that_fails_keeps_what_was_read()
    {
        Pipe pipe = new();
        LiveWindow window = new(new LiveWindowOptions { PublishInterval = Often });
        Task run = window.RunAsync(pipe.Reader.AsStream(), Token);
        await WriteAsync(pipe, Sample(100 * Second));
        await CountAsync(window, 1);
        await pipe.Writer.CompleteAsync(new IOException("The wire is cut."));
        await Assert.ThrowsAsync<IOException>(() => run);
        Assert.Equal((LiveState.Failed, "The wire is cut.", 1), (window.Latest.State, window.Latest.Error, window.Latest.Profile.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2000)]
    public async Task Cancelling_ends_a_silent_input_and_keeps_its_samples(int samples)
    {
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));
        LiveWindow window = new();
        using CancellationTokenSource stop = new();
        Task run = window.RunAsync(pipe.Reader.AsStream(), stop.Token);
        await WriteAsync(pipe, string.Concat(Enumerable.Range(0, samples).Select(i => Sample((100 * Second) + (i * 1000L)))));
        await CountAsync(window, samples);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal((LiveState.Cancelled, samples), (window.Latest.State, window.Latest.Profile.Count));
        Assert.Equal(window.Latest.Version, (await window.WaitAsync(window.Latest.Version, Token)).Version);
    }

    [Fact]
    public async Task A_stalled_pipe_is_known_by_the_time_since_its_last_bytes()
    {
        FakeClock clock = new();
        Pipe pipe = new();
        LiveWindow window = new(new LiveWindowOptions(), clock);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), window.SinceLastBytes);
        Task run = window.RunAsync(pipe.Reader.AsStream(), Token);
        await WriteAsync(pipe, Sample(100 * Second));
        while (window.BytesArrived == 0)
        {
            await Task.Delay(1, Token);
        }

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), window.SinceLastBytes);
        await pipe.Writer.CompleteAsync();
        await run;
    }

    [Fact]
    public async Task What_is_no_profile_says_so_while_it_comes_and_at_the_end()
    {
        Pipe pipe = new();
        LiveWindow window = new(new LiveWindowOptions { PublishInterval = Often });
        Task run = window.RunAsync(pipe.Reader.AsStream(), Token);
        await WriteAsync(pipe, "Lorem ipsum dolor\nsit amet\n");
        while (window.Trouble is null)
        {
            await Task.Delay(1, Token);
        }

        Assert.Contains("Lorem ipsum", window.Trouble, StringComparison.Ordinal);
        await pipe.Writer.CompleteAsync();
        Assert.Contains("Lorem ipsum", (await Assert.ThrowsAsync<ProfileFormatException>(() => run)).Message, StringComparison.Ordinal);
        Assert.Equal(LiveState.Failed, window.Latest.State);
    }

    [Fact]
    public async Task An_input_without_a_sample_is_the_same_error_as_where_it_is_loaded()
    {
        byte[] text = Encoding.UTF8.GetBytes(MadeText.Line("worker", 2000, 5 * Second, "PERF_RECORD_LOST lost 3"));
        ProfileFormatException expected = await Assert.ThrowsAsync<ProfileFormatException>(() => ProfileLoader.LoadAsync(new MemoryStream(text), cancellationToken: Token));
        LiveWindow window = new();
        Assert.Equal(expected.Message, (await Assert.ThrowsAsync<ProfileFormatException>(() => window.RunAsync(new MemoryStream(text), Token))).Message);
    }

    [Fact]
    public async Task A_window_reads_one_input()
    {
        LiveWindow window = new();
        await window.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(Sample(Second))), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => window.RunAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task Threads_frames_and_markers_that_are_known_late_are_right_in_what_was_shown_before()
    {
        LateFormat format = new();
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));
        LiveWindow window = new(new LiveWindowOptions { PublishInterval = Often, Length = TimeSpan.FromSeconds(10), Load = new LoadOptions { Formats = [format] } });
        Task run = window.RunAsync(pipe.Reader.AsStream(), Token);
        byte[] steps = [.. new byte[LateFormat.Magic], .. "aaaa"u8];
        await pipe.Writer.WriteAsync(steps, Token);
        LiveSnapshot before = await CountAsync(window, 4);
        await pipe.Writer.WriteAsync("rfmz"u8.ToArray(), Token);
        await pipe.Writer.CompleteAsync();
        await run;

        LiveSnapshot last = window.Latest;
        SampleStore batch = await ProfileLoader.LoadAsync(new MemoryStream([.. steps, .. "rfmz"u8]), new LoadOptions { Formats = [format] }, cancellationToken: Token);
        SampleStore expected = batch.Slice(new TimeRange(last.Start!.Value, long.MaxValue)).Where(AllExports.Everything).ToStore();
        Assert.Equal(AllExports.Of(expected), AllExports.Of(last.Profile.Freeze()));
        Assert.Equal(["named", "named", "other", "thread 0"], NamesOf(last.Profile.Freeze()));
        Assert.Equal(["thread 0", "thread 1", "thread 2", "thread 0"], NamesOf(before.Profile.Freeze()));
        Assert.Equal(2, last.Profile.Markers.Length);

        static string[] NamesOf(SampleStore store) => [.. Enumerable.Range(0, store.Count).Select(i => store.Strings.GetString(store.ThreadTable[store.Threads[i].Value].Command))];
    }

    private static string Sample(long time, string function = "run") =>
        MadeText.Line("worker", 2000, time, "1 cycles") + $"\t55d000001000 {function}+0x12 (/usr/lib/app/libstore.so.1)\n\n";

    private static async Task<LiveSnapshot> RunAsync(string text, LiveWindowOptions options)
    {
        LiveWindow window = new(options);
        await window.RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        return window.Latest;
    }

    private static async Task WriteAsync(Pipe pipe, string text) => await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), Token);

    private static async Task<LiveSnapshot> CountAsync(LiveWindow window, int count)
    {
        LiveSnapshot latest = window.Latest;
        while (latest.Profile.Count < count)
        {
            latest = await window.WaitAsync(latest.Version, Token);
        }

        return latest;
    }

    private sealed class FakeClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }

    /// <summary>A byte is a step: <c>a</c> adds a sample, <c>r</c> names threads, <c>f</c> says what a frame is, <c>m</c> adds markers, <c>z</c> a sample that lets others leave.</summary>
    private sealed class LateFormat : IProfileFormat
    {
        public const int Magic = 64;

        public string Name => "late";

        public FormatMatch Match(in ProfileHead head) => FormatMatch.Sure;

        public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            context.Completing = () => { };
            long samples = 0;
            FrameId frame = builder.AddFrame("0x1234"u8, "app"u8, FrameKind.User);
            EventKindId kind = builder.AddEventKind("cycles"u8);
            PipeReader input = source.AsPipe();
            while (true)
            {
                ReadResult result = await input.ReadAsync(cancellationToken);
                foreach (ReadOnlyMemory<byte> segment in result.Buffer)
                {
                    foreach (byte step in segment.ToArray())
                    {
                        Do((char)step);
                    }
                }

                input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    return;
                }
            }

            void Do(char step)
            {
                switch (step)
                {
                    case 'a':
                        builder.AddSample(new SampleRecord(samples * 3 * Second, builder.AddStack(StackId.Empty, frame), ThreadOf(samples), kind));
                        samples++;
                        break;
                    case 'r':
                        builder.SetThreadName(ThreadOf(1), "named"u8);
                        builder.SetThreadName(ThreadOf(2), "named"u8);
                        builder.SetThreadName(ThreadOf(0), "other"u8);
                        break;
                    case 'f':
                        builder.SetFrame(frame, new Frame(builder.AddString("run"u8), builder.AddString("app"u8), FrameKind.Jit));
                        break;
                    case 'm':
                        builder.AddMarker(new Marker(new TimeRange(0, Second), builder.AddString("gone"u8)));
                        builder.AddMarker(new Marker(new TimeRange(Second, 12 * Second), builder.AddString("stays"u8)) { Thread = ThreadOf(2) });
                        builder.AddMarker(new Marker(new TimeRange(9 * Second, 9 * Second), builder.AddString("instant"u8)));
                        break;
                    case 'z':
                        builder.AddSample(new SampleRecord(12 * Second, StackId.Empty, ThreadOf(0), kind));
                        break;
                    default:
                        break;
                }
            }

            ThreadId ThreadOf(long number) => builder.AddThread(Encoding.UTF8.GetBytes($"thread {number % 3}"), 1, 1);
        }
    }
}
