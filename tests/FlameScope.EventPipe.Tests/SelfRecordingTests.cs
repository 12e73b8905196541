using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.EventPipe.Tests;

/// <summary>A process that records itself.</summary>
public sealed class SelfRecordingTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("FLAMESCOPE_RECORDINGS") ?? "30", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_threads_that_record_are_left_out_and_counted()
    {
        using CancellationTokenSource over = new();
        Thread worker = new(() => Work(over.Token)) { IsBackground = true };
        worker.Start();
        using MemoryStream trace = new();
        RecordingSummary summary = await EventPipeSource.FromThisProcess().RecordAsync(trace, TimeSpan.FromSeconds(1.5), Cancelled);
        await over.CancelAsync();
        worker.Join();

        Assert.Equal((RecordingEnd.DurationOver, false, trace.Length), (summary.End, summary.IsCut, summary.Bytes));
        Assert.True(summary.ReaderTime > TimeSpan.Zero || !(OperatingSystem.IsLinux() || OperatingSystem.IsWindows()));
        SampleStore store = await LoadAsync(trace);
        Assert.True(store.Report.LeftOut > 0);
        string[] names = [.. TopTable.Create(ProfileSlice.Of(store).Where(new SampleFilter { IncludeWaiting = true })).Rows.Select(row => row.Name)];
        Assert.Contains(names, name => name == "FlameScope.EventPipe.Tests.SelfRecordingTests.Work");
        Assert.DoesNotContain(names, name => name.StartsWith("FlameScope.EventPipe.SelfRecording.", StringComparison.Ordinal));
        Assert.Equal(store.Report.Events, store.Report.Samples + store.Report.Unparsed);
    }

    [Fact]
    public async Task Many_recordings_start_and_stop_and_leave_nothing()
    {
        EventPipeSource source = EventPipeSource.FromThisProcess();
        await RecordAsync(source, 5);
        (int threads, int handles, long memory) = Measure();
        await RecordAsync(source, Rounds);
        (int threadsAfter, int handlesAfter, long memoryAfter) = Measure();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Rounds} recordings: threads {threads} to {threadsAfter}, handles {handles} to {handlesAfter}, memory {memory:N0} to {memoryAfter:N0} bytes");

        // The pool, and other tests, may have started some meanwhile.
        Assert.InRange(threadsAfter, 0, threads + 10);
        Assert.InRange(handlesAfter, 0, handles + 20);
        Assert.InRange(memoryAfter, 0, memory + (16 << 20));
    }

    [Fact]
    public async Task A_destination_that_takes_nothing_cannot_keep_a_stop()
    {
        using StuckStream stuck = new();
        EventPipeSource source = EventPipeSource.FromThisProcess(new EventPipeOptions { StopTimeout = TimeSpan.FromSeconds(1) });
        Stopwatch watch = Stopwatch.StartNew();
        RecordingSummary summary = await source.RecordAsync(stuck, TimeSpan.FromMilliseconds(200), Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
        Assert.True(summary.IsCut);
        Assert.Null(summary.ReaderTime);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        stuck.Release();

        // What came free is not written any more, and the process can be recorded again.
        using MemoryStream next = new();
        Assert.False((await source.RecordAsync(next, TimeSpan.FromMilliseconds(50), Cancelled)).IsCut);
        Assert.Equal(1, stuck.Writes);
    }

    [Fact]
    public async Task A_destination_that_fails_ends_the_recording_with_its_error()
    {
        EventPipeSource source = EventPipeSource.FromThisProcess();
        using FailingStream failing = new();
        Stopwatch watch = Stopwatch.StartNew();
        IOException error = await Assert.ThrowsAsync<IOException>(() => source.RecordAsync(failing, TimeSpan.FromSeconds(30), Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled));
        Assert.Equal("full", error.Message);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
        using MemoryStream next = new();
        await source.RecordAsync(next, TimeSpan.FromMilliseconds(50), Cancelled);
        Assert.True(next.Length > 0);
    }

    [Fact]
    public async Task A_recording_ends_when_it_is_told_to_and_at_its_limit_of_bytes()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(300));
        using MemoryStream trace = new();
        RecordingSummary summary = await EventPipeSource.FromThisProcess().RecordAsync(trace, TimeSpan.FromMinutes(1), stop.Token);
        Assert.Equal((RecordingEnd.Stopped, false), (summary.End, summary.IsCut));
        Assert.False((await LoadAsync(trace)).Report.IsTruncated);

        EventPipeSource small = EventPipeSource.FromThisProcess(limits: new RecordingLimits { MaxBytes = 1_000 });
        Assert.Equal(RecordingEnd.MaxBytesReached, (await small.RecordAsync(Stream.Null, TimeSpan.FromMinutes(1), Cancelled)).End);
    }

    [Fact]
    public async Task One_recording_runs_at_a_time_and_no_longer_than_is_allowed()
    {
        EventPipeSource source = EventPipeSource.FromThisProcess(limits: new RecordingLimits { MaxDuration = TimeSpan.FromSeconds(2) });
        using CancellationTokenSource stop = new();
        Task<RecordingSummary> first = source.RecordAsync(Stream.Null, null, stop.Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => source.RecordAsync(Stream.Null, null, Cancelled));
        await stop.CancelAsync();
        await first;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => source.RecordAsync(Stream.Null, TimeSpan.FromSeconds(3), Cancelled));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => source.RecordAsync(Stream.Null, TimeSpan.Zero, Cancelled));
        await Assert.ThrowsAsync<ArgumentNullException>(() => source.RecordAsync(null!, null, Cancelled));
    }

    [Fact]
    public async Task Another_process_is_a_source_as_well()
    {
        using TargetProgram target = await TargetProgram.StartAsync();
        ILiveSource source = EventPipeSource.From(DotNetProcess.Find(target.Id.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal($"{TargetProgram.Name} ({target.Id})", source.Name);
        using MemoryStream trace = new();
        Assert.Equal(RecordingEnd.DurationOver, (await source.RecordAsync(trace, TimeSpan.FromSeconds(1), Cancelled)).End);
        SampleStore store = await LoadAsync(trace);
        Assert.True(store.Count > 0);
        Assert.Equal(0, store.Report.LeftOut);
    }

    [Fact]
    public void The_host_is_registered_as_a_source()
    {
        ServiceDescriptor service = Assert.Single(new ServiceCollection().AddSelfProfiling(limits: new RecordingLimits { MaxBytes = 5 }));
        ILiveSource source = Assert.IsType<ILiveSource>(service.ImplementationInstance, exactMatch: false);
        Assert.Equal((5, "this process"), (source.Limits.MaxBytes, source.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddSelfProfiling(new EventPipeOptions { BufferMegabytes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddSelfProfiling(limits: new RecordingLimits { MaxDuration = TimeSpan.Zero }));
    }

    private static async Task RecordAsync(EventPipeSource source, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            // With names every tenth time: that is what the stop has to wait for.
            RecordingSummary summary = await source.RecordAsync(Stream.Null, TimeSpan.FromMilliseconds(i % 10 == 0 ? 50 : 5), Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
            Assert.False(summary.IsCut);
        }
    }

    private static (int Threads, int Handles, long Memory) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Process self = Process.GetCurrentProcess();
        return (self.Threads.Count, OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : self.HandleCount, GC.GetTotalMemory(forceFullCollection: true));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Work(CancellationToken over)
    {
        double sum = 0;
        for (int i = 1; !over.IsCancellationRequested; i++)
        {
            sum += Math.Sqrt(i);
        }

        return sum;
    }

    private static Task<SampleStore> LoadAsync(MemoryStream trace)
    {
        trace.Position = 0;
        return ProfileLoader.LoadAsync(trace, cancellationToken: Cancelled);
    }

    /// <summary>Takes the first bytes when it is told to.</summary>
    private sealed class StuckStream : WriteOnlyStream
    {
        private readonly ManualResetEventSlim _released = new();

        public int Writes { get; private set; }

        public void Release() => _released.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            _released.Wait(Cancelled);
        }
    }

    private sealed class FailingStream : WriteOnlyStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("full");
    }

    private abstract class WriteOnlyStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
