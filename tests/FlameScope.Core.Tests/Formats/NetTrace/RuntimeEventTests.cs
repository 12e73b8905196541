using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.NetTrace;

/// <summary>What the runtime says it does: collections, suspensions, contention, exceptions, compilation.</summary>
public sealed class RuntimeEventTests
{
    [Theory]
    [InlineData(0, 0, "gen-0 GC")]
    [InlineData(1, 0, "gen-1 GC")]
    [InlineData(2, 0, "blocking gen-2 GC")]
    [InlineData(2, 1, "background gen-2 GC")]
    [InlineData(2, 2, "blocking gen-2 GC")]
    public void A_collection_is_a_marker_with_its_reason_and_its_pause(int generation, int type, string name)
    {
        SampleStore store = Load(Traces.Begin()
            .Events(
                new TraceEvent(Traces.Suspend, 1, 1_000_000, 0, TraceBytes.Of(1)),
                new TraceEvent(Traces.CollectionStart, 1, 1_200_000, 0, TraceBytes.Collection(7, generation, 1, type)),
                new TraceEvent(Traces.CollectionEnd, 1, 2_800_000, 0, [.. TraceBytes.Of(7), .. TraceBytes.Of(generation), 0, 0]),
                new TraceEvent(Traces.Restart, 1, 3_000_000, 0, [0, 0])));
        NamedMarker[] markers = Loaded.Markers(store);
        Assert.Equal(
            [
                new NamedMarker(new TimeRange(1_000_000, 3_000_000), "runtime suspended", "suspension", null, "garbage collection"),
                new NamedMarker(new TimeRange(1_200_000, 2_800_000), name, "gc", null, "induced; pause 2 ms"),
            ],
            markers);
        Assert.Equal((1, 4), (store.Report.Samples, store.Report.SideBand));
    }

    [Fact]
    public void What_a_background_collection_stops_later_is_its_pause_and_not_that_of_the_collections_meanwhile()
    {
        SampleStore store = Load(Traces.Begin()
            .Events(
                new TraceEvent(Traces.Suspend, 1, 0, 0, TraceBytes.Of(1)),
                new TraceEvent(Traces.CollectionStart, 1, 1_000_000, 0, TraceBytes.Collection(1, 2, 0, 1)),
                new TraceEvent(Traces.Restart, 1, 2_000_000, 0, [0, 0]),
                new TraceEvent(Traces.Suspend, 1, 10_000_000, 0, TraceBytes.Of(1)),
                new TraceEvent(Traces.CollectionStart, 1, 10_100_000, 0, TraceBytes.Collection(2, 0, 0, 2)),
                new TraceEvent(Traces.CollectionEnd, 1, 10_200_000, 0, [.. TraceBytes.Of(2), .. TraceBytes.Of(0)]),
                new TraceEvent(Traces.Restart, 1, 14_000_000, 0, [0, 0]),
                new TraceEvent(Traces.Suspend, 1, 20_000_000, 0, TraceBytes.Of(6)),
                new TraceEvent(Traces.Restart, 1, 23_000_000, 0, [0, 0]),
                new TraceEvent(Traces.CollectionEnd, 1, 24_000_000, 0, [.. TraceBytes.Of(1), .. TraceBytes.Of(2)])));
        Assert.Equal(
            ["small object allocation; pause 5 ms", "small object allocation; pause 4 ms"],
            Loaded.Markers(store).Where(marker => marker.Kind == "gc").Select(marker => marker.Text));
    }

    [Fact]
    public void Suspensions_of_the_sampler_are_no_news()
    {
        TraceWriter trace = Traces.Begin()
            .Events(
                new TraceEvent(Traces.Suspend, 1, 10, 0, TraceBytes.Of(0)),
                new TraceEvent(Traces.Restart, 1, 20, 0, [0, 0]),
                new TraceEvent(Traces.Suspend, 1, 30, 0, TraceBytes.Of(5)),
                new TraceEvent(Traces.Restart, 1, 40, 0, [0, 0]));
        NamedMarker marker = Assert.Single(Loaded.Markers(Load(trace)));
        Assert.Equal((30, "debugger"), (marker.Range.Start, marker.Text));
    }

    [Fact]
    public void A_collection_that_has_not_ended_lasts_to_the_end_of_the_trace()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1])
            .Events(
                new TraceEvent(Traces.CollectionStart, 1, 10, 0, TraceBytes.Collection(7, 2, 0, 0)),
                new TraceEvent(Traces.Sample, 2, 500, 1, Traces.Managed))
            .ToArray(isEnded: false);
        Assert.Equal(new TimeRange(10, 500), Assert.Single(Loaded.Markers(Loaded.From(trace))).Range);
    }

    [Fact]
    public void Contention_is_a_marker_of_its_thread_and_time_off_the_CPU()
    {
        SampleStore store = Loaded.From(Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.ContentionStart, 5, 100, 1, [0, 0, 0]),
                new TraceEvent(Traces.ContentionStop, 5, 900, 0, [0, 0, 0, .. TraceBytes.Of(800.0)]),
                new TraceEvent(Traces.ContentionStop, 6, 5_000, 1, [0, 0, 0, .. TraceBytes.Of(1_000.0)]),
                new TraceEvent(Traces.MethodEnd, 5, 6_000, 0, TraceBytes.Method(0x1000, 0x40, "App.Pool", "Take")))
            .ToArray());
        Assert.Equal(
            [
                new NamedMarker(new TimeRange(100, 900), "lock contention", "contention", "Thread (5)-5", ""),
                new NamedMarker(new TimeRange(4_000, 5_000), "lock contention", "contention", "Thread (6)-6", ""),
            ],
            Loaded.Markers(store));
        EventKind kind = Assert.Single(store.EventKinds.ToArray());
        Assert.Equal(("contention", "ns", EventClock.OffCpu), (store.Strings.GetString(kind.Name), kind.Unit, kind.Clock));
        Assert.Equal(["100 77/5 App.Pool.Take", "4000 77/6 App.Pool.Take"], Loaded.DescribeAll(store));
        Assert.Equal([800, 1_000], store.Durations.ToArray());
    }

    [Fact]
    public void An_exception_is_a_marker_called_as_its_type_and_an_event_where_it_has_a_stack()
    {
        SampleStore store = Loaded.From(Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.Exception, 5, 100, 1, [.. TraceBytes.Utf16("System.TimeoutException"), .. TraceBytes.Utf16("late é"), .. new byte[16]]),
                new TraceEvent(Traces.Exception, 5, 200, 0, [.. TraceBytes.Utf16("System.TimeoutException"), .. TraceBytes.Utf16(""), .. new byte[16]]))
            .ToArray());
        Assert.Equal(
            [
                new NamedMarker(new TimeRange(100, 100), "System.TimeoutException", "exception", "Thread (5)-5", "late é"),
                new NamedMarker(new TimeRange(200, 200), "System.TimeoutException", "exception", "Thread (5)-5", ""),
            ],
            Loaded.Markers(store));
        Assert.Equal(1, store.Count);
        Assert.Equal((1, 1), (store.Report.Samples, store.Report.SideBand));
    }

    [Fact]
    public void Compilation_lasts_until_the_method_is_loaded()
    {
        TraceWriter trace = Traces.Begin()
            .Events(
                new TraceEvent(Traces.Jitting, 5, 100, 0, [.. TraceBytes.Of(42L), .. TraceBytes.Of(1L), .. TraceBytes.Of(0), .. TraceBytes.Of(0), .. TraceBytes.Utf16("App.Program"), .. TraceBytes.Utf16("Run"), .. TraceBytes.Utf16("void ()"), 0, 0]),
                new TraceEvent(Traces.MethodLoad, 5, 300, 0, TraceBytes.Method(0x1000, 0x40, "App.Program", "Run", id: 42)));
        Assert.Equal(
            [new NamedMarker(new TimeRange(100, 300), "JIT", "jit", "Thread (5)-5", "App.Program.Run")],
            Loaded.Markers(Load(trace)));
    }

    [Fact]
    public void A_starving_thread_pool_is_a_marker()
    {
        TraceWriter trace = Traces.Begin().Events(new TraceEvent(Traces.Pool, 5, 100, 0, [.. TraceBytes.Of(1.5), .. TraceBytes.Of(12), .. TraceBytes.Of(6), 0, 0]));
        Assert.Equal(
            [new NamedMarker(new TimeRange(100, 100), "thread pool adjustment (starvation)", "thread pool", null, "12 threads")],
            Loaded.Markers(Load(trace)));
    }

    [Fact]
    public void Allocations_count_bytes_in_an_event_kind_of_their_own()
    {
        SampleStore store = Loaded.From(Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(new TraceEvent(Traces.Allocation, 5, 100, 1, [.. TraceBytes.Of(1), .. TraceBytes.Of(0), 0, 0, .. TraceBytes.Of(120_000L), .. TraceBytes.Of(5L), .. TraceBytes.Utf16("System.Byte[]"), .. TraceBytes.Of(0)]))
            .ToArray());
        EventKind kind = Assert.Single(store.EventKinds.ToArray());
        Assert.Equal(("allocation", "bytes", SampleWeight.Value), (store.Strings.GetString(kind.Name), kind.Unit, kind.DefaultWeight));
        Assert.Equal(120_000, store.WeightOf(0));
    }

    // A trace without a sample is refused.
    private static SampleStore Load(TraceWriter trace) => Loaded.From(trace
        .Stacks(900, [0x9])
        .Events(new TraceEvent(Traces.Sample, 99, 8_000_000_000, 900, Traces.Managed))
        .ToArray());
}
