using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.NetTrace;

/// <summary>Which method an address is, when.</summary>
public sealed class MethodTests
{
    [Fact]
    public void Code_at_one_address_is_the_method_that_was_loaded_last_before_the_sample()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 10, 0, TraceBytes.Method(0x1000, 0x100, "A", "First", id: 1)),
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed),
                new TraceEvent(Traces.MethodLoad, 1, 30, 0, TraceBytes.Method(0x1008, 0x40, "A", "Second", id: 2)),
                new TraceEvent(Traces.Sample, 1, 40, 1, Traces.Managed))
            .ToArray();
        Assert.Equal(["20 77/1 A.First", "40 77/1 A.Second"], Loaded.DescribeAll(Loaded.From(trace)));
    }

    [Fact]
    public void Code_that_was_there_before_is_what_the_rundown_says_until_other_code_is_loaded()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed),
                new TraceEvent(Traces.MethodLoad, 1, 30, 0, TraceBytes.Method(0x1000, 0x40, "A", "Loaded", id: 2)),
                new TraceEvent(Traces.Sample, 1, 40, 1, Traces.Managed),
                new TraceEvent(Traces.MethodEnd, 1, 50, 0, TraceBytes.Method(0x1000, 0x40, "A", "Before", id: 1)),
                new TraceEvent(Traces.MethodEnd, 1, 51, 0, TraceBytes.Method(0x1000, 0x40, "A", "Loaded", id: 2)))
            .ToArray();
        Assert.Equal(["20 77/1 A.Before", "40 77/1 A.Loaded"], Loaded.DescribeAll(Loaded.From(trace)));
    }

    [Fact]
    public void Unloaded_code_makes_room_for_what_was_there_all_the_time()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 10, 0, TraceBytes.Method(0x1000, 0x40, "A", "Gone", id: 1)),
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed),
                new TraceEvent(Traces.Unload, 1, 30, 0, TraceBytes.Method(0x1000, 0x40, "A", "Gone", id: 1)),
                new TraceEvent(Traces.Sample, 1, 40, 1, Traces.Managed),
                new TraceEvent(Traces.MethodEnd, 1, 50, 0, TraceBytes.Method(0x1000, 0x40, "A", "Stays", id: 2)))
            .ToArray();
        Assert.Equal(["20 77/1 A.Gone", "40 77/1 A.Stays"], Loaded.DescribeAll(Loaded.From(trace)));
    }

    [Fact]
    public void Both_versions_of_a_method_are_one_function()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010], [0x5010])
            .Events(
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed),
                new TraceEvent(Traces.Sample, 1, 40, 2, Traces.Managed),
                new TraceEvent(Traces.MethodEnd, 1, 50, 0, TraceBytes.Method(0x1000, 0x40, "A", "Run", id: 1)),
                new TraceEvent(Traces.MethodEnd, 1, 51, 0, TraceBytes.Method(0x5000, 0x40, "A", "Run", id: 1)))
            .ToArray();
        SampleStore store = Loaded.From(trace);
        Assert.Single(store.Frames.ToArray());
        Assert.Equal(store.Stacks[0], store.Stacks[1]);
    }

    [Fact]
    public void Without_a_rundown_code_compiled_before_has_no_name_and_the_header_says_what_to_do()
    {
        byte[] trace = Traces.Begin().Stacks(1, [0x1010]).Events(new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed)).ToArray();
        SampleStore store = Loaded.From(trace);
        Assert.Equal(["20 77/1 [unknown]"], Loaded.DescribeAll(store));
        Assert.Equal(FrameKind.Unknown, store.Frames[0].Kind);
        Assert.Contains("rundown", store.Header.NamelessAdvice, StringComparison.Ordinal);
        Assert.Null(Loaded.From(Traces.Small().ToArray()).Header.NamelessAdvice);
    }

    [Fact]
    public void The_runtimes_name_is_kept_beside_the_tidy_one()
    {
        byte[] trace = Traces.Begin()
            .Stacks(1, [0x1010], [0x5010], [0x9010])
            .Events(
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.Managed),
                new TraceEvent(Traces.Sample, 1, 30, 2, Traces.Managed),
                new TraceEvent(Traces.Sample, 1, 40, 3, Traces.Managed),
                new TraceEvent(Traces.MethodEnd, 1, 50, 0, TraceBytes.Method(0x1000, 0x40, "A.Orders+<RunAsync>d__3", "MoveNext", id: 1)),
                new TraceEvent(Traces.MethodEnd, 1, 51, 0, TraceBytes.Method(0x5000, 0x40, "A.Orders+<RunAsync>d__4", "MoveNext", id: 2)))
            .ToArray();
        SampleStore store = Loaded.From(trace);

        // Two overloads are one function, which has the name that came first; a name that nobody knows has no other.
        Assert.Equal(
            [("A.Orders.RunAsync", "A.Orders+<RunAsync>d__3.MoveNext()"), ("[unknown]", "")],
            store.Frames.ToArray().Select(frame => (store.Strings.GetString(frame.Symbol), store.Strings.GetString(frame.RawSymbol))));
    }

    [Fact]
    public void Names_stand_as_the_runtime_has_them_where_they_are_not_to_be_tidied()
    {
        SampleStore store = Loaded.From(Traces.Small().ToArray(), new LoadOptions { Demangle = false });
        Assert.Equal("6000000000 77/101 App!App.Program.Main(class System.String[]);App!App.Program.Run(int32)", Loaded.Describe(store, 0));
    }
}
