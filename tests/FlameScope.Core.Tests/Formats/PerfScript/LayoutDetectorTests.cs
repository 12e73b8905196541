using System.Text;
using FlameScope.Formats.PerfScript;

namespace FlameScope.Core.Tests.Formats.PerfScript;

public sealed class LayoutDetectorTests
{
    private static readonly EventLayout Usual = new(ThreadColumn.Thread, CpuColumn.Bracketed, HasMisc: false, HasTime: true);

    [Fact]
    public void The_layout_of_most_lines_comes_first() =>
        Assert.Equal(
            [Usual, Usual with { Cpu = CpuColumn.Bare }],
            Detect("a  1 [000]  1.000000: 1 c: ", "b 2  3  1.000000: 1 c: ", "b     2   3  1.000000: 1 c: ", "a  1 [000]  1.000000: 1 c: ", "a  1 [001]  1.000000: 1 c: ")
                .Of("c"u8).ToArray().Where(layout => layout.Cpu != CpuColumn.None));

    [Fact]
    public void Each_kind_of_event_has_its_own_layout()
    {
        LayoutTable table = Detect("a  1/1   1.000000: 7 cpu-clock: ", "a  1/1  [001]  1.000000: sched:sched_switch: x", "a  1/1   1.000000: 7 cpu-clock: ");
        Assert.Equal([Usual with { Thread = ThreadColumn.ProcessAndThread, Cpu = CpuColumn.None }], table.Of("cpu-clock"u8).ToArray());
        Assert.Equal([Usual with { Thread = ThreadColumn.ProcessAndThread }], table.Of("sched:sched_switch"u8).ToArray());
        Assert.Equal(2, table.Of("other"u8).Length);
    }

    [Fact]
    public void Flags_in_a_few_lines_come_second() =>
        Assert.False(Detect("a  1 [000] U      1.000000: 1 c: ", "a  1 [000]  1.000000: 1 c: ", "a  1 [000]  1.000000: 1 c: ").Of("c"u8)[0].HasMisc);

    [Fact]
    public void Flags_in_most_lines_are_a_column() =>
        Assert.True(Detect("a  1 [000] U      1.000000: 1 c: ", "a  1 [000] K      1.000000: 1 c: ", "a  1 [000]        1.000000: 1 c: ").Of("c"u8)[0].HasMisc);

    [Fact]
    public void A_time_in_a_command_does_not_give_a_text_times()
    {
        LayoutTable table = Detect("a  1 [000] c: ", "x 5.500000: y  2 [000] c: ", "a  1 [000] c: ", "a  3 [001] c: ");
        Assert.False(table.HasTimed);
        Assert.Equal(Usual with { HasTime = false }, table.Of("c"u8)[0]);
    }

    [Fact]
    public void A_text_may_have_events_with_and_without_times()
    {
        LayoutTable table = Detect("a  1 [000] c: ", "a  1 [000] 1.000000: c: ", "a  1 [000] c: ", "a  3 [001] 2.000000: c: ");
        Assert.True(table.HasTimed && table.HasUntimed);
    }

    [Fact]
    public void One_line_without_a_time_among_many_does_not_make_a_text_untimed()
    {
        string[] lines = [.. Enumerable.Repeat("a  1 [000] 1.000000: 1 c: ", 30), "a  1 [000] c: "];
        Assert.False(Detect(lines).HasUntimed);
    }

    [Fact]
    public void A_text_without_event_lines_has_no_known_layout()
    {
        LayoutTable table = Detect("# hostname : vm");
        Assert.Equal(0, table.Of("c"u8).Length);
        Assert.True(table is { HasTimed: true, HasUntimed: false });
    }

    // A bare CPU is three wide where a thread id is five.
    [Theory]
    [InlineData("postgres  3380   0  2399.713377: 1 c: ", true)]
    [InlineData("java 123    12  2399.723543: 1 c: ", false)]
    public void A_bare_cpu_is_told_from_a_number_in_a_command_by_its_width(string line, bool isBare) =>
        Assert.Equal(isBare ? CpuColumn.Bare : CpuColumn.None, Detect(line).Of("c"u8)[0].Cpu);

    // Commands that end in a number, in a text without thread ids.
    [Fact]
    public void Numbers_that_are_not_padded_are_no_thread_ids_where_other_lines_have_none() =>
        Assert.Equal(
            [ThreadColumn.None],
            Detect("ingest 0  1.000000: 1 c: ", "shop  2.000000: 1 c: ", "compactor  2.100000: 1 c: ", "ingest 1  3.000000: 1 c: ")
                .Of("c"u8).ToArray().Select(layout => layout.Thread));

    private static LayoutTable Detect(params string[] lines) =>
        LayoutDetector.Detect(Encoding.UTF8.GetBytes(string.Join("\n\n", lines) + "\n\n"));
}
