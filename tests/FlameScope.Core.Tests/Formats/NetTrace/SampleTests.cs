using System.IO.Pipelines;
using FlameScope.Formats;
using FlameScope.Fuzz.Inputs;
using FlameScope.Loading;

namespace FlameScope.Core.Tests.Formats.NetTrace;

public sealed class SampleTests
{
    private static readonly string[] OfSmall =
    [
        "6000000000 77/101 App!App.Program.Main;App!App.Program.Run",
        "6000000500 77/102 App!App.Program.Main",
        "6001000000 77/101 App!App.Program.Main;App!App.Program.Run",
    ];

    [Theory]
    [InlineData(4, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(6, false)]
    public void A_sample_has_its_time_thread_and_stack_in_every_version(int version, bool isCompressed)
    {
        SampleStore store = Loaded.From(Traces.Small(version, isCompressed).ToArray());

        Assert.Equal(OfSmall, Loaded.DescribeAll(store));
        Assert.Equal("nettrace", store.Report.Format);
        Assert.Equal((3, 0, 3, 0), (store.Report.Samples, store.Report.Unparsed, store.Report.SideBand, store.Report.Lost));
        Assert.False(store.Report.IsTruncated);
        Assert.Empty(store.Report.Diagnostics);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Samples_of_threads_that_make_the_recording_are_left_out_and_counted(int version)
    {
        byte[] trace = Traces.Begin(version)
            .Type(30, "FlameScope-Recorder", 1, "OwnThread")
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed),
                new TraceEvent(Traces.Sample, 2, 21, 1, Traces.External),
                new TraceEvent(30, 2, 30, 0, []),
                new TraceEvent(Traces.ContentionStart, 2, 31, 1, [0, 0, 0]),
                new TraceEvent(Traces.ContentionStop, 2, 32, 0, [0, 0, 0, .. TraceBytes.Of(1.0)]),
                new TraceEvent(Traces.Sample, 2, 40, 1, Traces.Managed),
                new TraceEvent(Traces.Sample, 1, 41, 1, Traces.Managed))
            .ToArray();
        SampleStore store = Loaded.From(trace);
        Assert.Equal([20L, 41L], store.Times.ToArray());
        Assert.Equal((2, 2, 0, 3), (store.Report.Samples, store.Report.LeftOut, store.Report.Unparsed, store.Report.SideBand));
        Assert.Empty(store.Markers.ToArray());
    }

    [Fact]
    public async Task A_trace_that_cannot_be_read_to_its_end_leaves_no_sample_without_a_stack()
    {
        SampleStoreBuilder builder = new() { Limits = new StoreLimits { MaxSamples = 2 } };
        builder.AddSample(new SampleRecord(5, StackId.Empty, builder.AddThread("t"u8, 1, 1), builder.AddEventKind("cpu"u8), 3, 7));
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(async () =>
            await new NetTraceFormat().ReadAsync(new PipedSource(PipeReader.Create(new MemoryStream(Traces.Small().ToArray())), null), builder, new LoadContext(), TestContext.Current.CancellationToken));
        Assert.Contains("samples", error.Message, StringComparison.Ordinal);
        SampleStore store = builder.Build();
        Assert.Equal((1, 5L, 7L, (short)3), (store.Count, store.Times[0], store.WeightOf(0), store.Cpus[0]));
    }

    [Fact]
    public void Addresses_of_32_bits_are_read_as_such() =>
        Assert.Equal(OfSmall, Loaded.DescribeAll(Loaded.From(Traces.Small(pointerSize: 4).ToArray())));

    [Theory]
    [InlineData(10_000_000, 600_000_000_000)]
    [InlineData(3, 2_000_000_000_000_000_000)]
    public void Ticks_become_nanoseconds_of_the_same_clock(long frequency, long first) =>
        Assert.Equal(first, Loaded.From(Traces.Small(frequency: frequency).ToArray()).Times[0]);

    [Fact]
    public void The_clock_is_tied_to_the_time_of_day()
    {
        SampleStore store = Loaded.From(Traces.Small().ToArray());
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 12, 0, 1, 250, TimeSpan.Zero), store.WallClockOf(store.Times[0]));
        Assert.Equal(4, store.Header.CpuCount);
    }

    [Fact]
    public void The_sampler_shows_wall_clock_time_in_one_event_kind()
    {
        SampleStore store = Loaded.From(Traces.Small().ToArray());
        EventKind kind = Assert.Single(store.EventKinds.ToArray());
        Assert.Equal("wall clock", store.Strings.GetString(kind.Name));
        Assert.Equal((EventClock.Wall, EventCounting.Sampled, true), (kind.Clock, kind.Counting, kind.IsDefault));
    }

    [Theory]
    [InlineData("System.Threading.Thread", "Sleep")]
    [InlineData("System.Threading.Monitor", "Wait")]
    [InlineData("System.Threading.Monitor", "ReliableEnter")]
    [InlineData("System.Threading.WaitHandle", "WaitOneNoCheck")]
    [InlineData("System.Threading.LowLevelLifoSemaphore", "WaitForSignal")]
    [InlineData("Interop+Sys", "WaitForSocketEvents")]
    [InlineData("Interop+Kernel32", "GetQueuedCompletionStatusEx")]
    [InlineData("System.Net.Sockets.SocketAsyncEngine", "EventLoop")]
    [InlineData("System.Threading.PortableThreadPool+WorkerThread", "WorkerThreadStart")]
    public void A_thread_out_of_managed_code_in_a_waiting_method_waits(string type, string method)
    {
        SampleStore store = OneSample(type, method, Traces.External);
        Assert.True(store.IsWaiting(0));
        Assert.EndsWith(";" + type.Replace('+', '.') + "." + method, Loaded.Describe(store, 0), StringComparison.Ordinal);
        Assert.Equal((0, 1), (HeatMap.Create(store).Coverage.Shown, HeatMap.Create(store).Coverage.Waiting));
    }

    [Theory]
    [InlineData("App.Program", "Wait")]
    [InlineData("System.IO.RandomAccess", "ReadAtOffset")]
    public void A_thread_out_of_managed_code_elsewhere_is_native_or_waiting(string type, string method)
    {
        SampleStore store = OneSample(type, method, Traces.External);
        Assert.False(store.IsWaiting(0));
        Assert.EndsWith($"{type}.{method};native or waiting", Loaded.Describe(store, 0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_in_managed_code_works_in_whichever_method_it_is()
    {
        SampleStore store = OneSample("System.Threading.Thread", "Sleep", Traces.Managed);
        Assert.False(store.IsWaiting(0));
        Assert.EndsWith("System.Threading.Thread.Sleep", Loaded.Describe(store, 0), StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_is_told_by_the_method_that_calls_the_stub()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x2010, 0x1010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 1, 0, TraceBytes.Method(0x1000, 0x100, "Interop+Sys", "WaitForSocketEvents")),
                new TraceEvent(Traces.MethodLoad, 1, 2, 0, TraceBytes.Method(0x2000, 0x100, "dynamicClass", "IL_STUB_PInvoke")),
                new TraceEvent(Traces.Sample, 1, 3, 1, Traces.External))
            .ToArray();
        Assert.True(Loaded.From(trace).IsWaiting(0));
    }

    // A stub that the rundown does not name.
    [Fact]
    public void What_waits_is_told_by_the_method_that_calls_code_without_a_name()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x9010, 0x1010], [0x9010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 1, 0, TraceBytes.Method(0x1000, 0x100, "System.Net.Sockets.SocketAsyncEngine", "EventLoop")),
                new TraceEvent(Traces.Sample, 1, 3, 1, Traces.External),
                new TraceEvent(Traces.Sample, 1, 4, 2, Traces.External))
            .ToArray();
        SampleStore store = Loaded.From(trace);
        Assert.True(store.IsWaiting(0));
        Assert.False(store.IsWaiting(1));
    }

    [Theory]
    [InlineData("System.IO.FileSystemWatcher+RunningInstance", true)]
    [InlineData("System.IO.Pipes.PipeStream", true)]
    [InlineData("System.ConsolePal", true)]
    [InlineData("System.IO.RandomAccess", false)]
    [InlineData("App.Pipes", false)]
    public void A_read_waits_where_its_caller_reads_what_has_to_come_first(string caller, bool waits)
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x2010, 0x1010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 1, 0, TraceBytes.Method(0x1000, 0x100, caller, "Next")),
                new TraceEvent(Traces.MethodLoad, 1, 2, 0, TraceBytes.Method(0x2000, 0x100, "Interop+Sys", "Read")),
                new TraceEvent(Traces.Sample, 1, 3, 1, Traces.External))
            .ToArray();
        Assert.Equal(waits, Loaded.From(trace).IsWaiting(0));
    }

    [Fact]
    public async Task Pieces_of_any_size_give_the_same_store()
    {
        byte[] trace = Traces.Small().ToArray();
        SampleStore store = await ProfileLoader.LoadAsync(new Trickle(trace), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(OfSmall, Loaded.DescribeAll(store));
        Assert.Equal(trace.Length, store.Report.BytesRead);
    }

    private static SampleStore OneSample(string type, string method, byte[] payload) => Loaded.From(Traces.Begin()
        .Stacks(1, [0x2010, 0x1010])
        .Events(
            new TraceEvent(Traces.MethodLoad, 1, 1, 0, TraceBytes.Method(0x1000, 0x100, "App.Program", "Main")),
            new TraceEvent(Traces.MethodLoad, 1, 2, 0, TraceBytes.Method(0x2000, 0x100, type, method)),
            new TraceEvent(Traces.Sample, 1, 3, 1, payload))
        .ToArray());

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
