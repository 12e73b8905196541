using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.PerfScript;

public sealed class LayoutDetectorTests
{
    [Fact]
    public void The_layout_of_most_lines_wins() =>
        Assert.Equal(
            PerfScriptLayout.Default,
            Detect("a  1 [000]  1.000000: 1 c: ", "b 2  3  1.000000: 1 c: ", "a  1 [000]  1.000000: 1 c: ", "a  1 [001]  1.000000: 1 c: "));

    [Fact]
    public void Flags_in_a_few_lines_are_no_column() =>
        Assert.False(Detect("a  1 [000] U      1.000000: 1 c: ", "a  1 [000]  1.000000: 1 c: ", "a  1 [000]  1.000000: 1 c: ").HasMisc);

    [Fact]
    public void Flags_in_most_lines_are_a_column() =>
        Assert.True(Detect("a  1 [000] U      1.000000: 1 c: ", "a  1 [000] K      1.000000: 1 c: ", "a  1 [000]        1.000000: 1 c: ").HasMisc);

    [Fact]
    public void A_time_in_a_command_does_not_give_a_text_times() =>
        Assert.Equal(
            new PerfScriptLayout { Thread = PerfScriptThreadColumn.Thread, Cpu = PerfScriptCpuColumn.Bracketed },
            Detect("a  1 [000] c: ", "x 5.500000: y  2 [000] c: ", "a  1 [000] c: ", "a  3 [001] c: "));

    [Fact]
    public void A_text_without_event_lines_gets_the_usual_layout() =>
        Assert.Equal(PerfScriptLayout.Default, Detect("# hostname : vm"));

    // A bare CPU is three wide where a thread id is five.
    [Theory]
    [InlineData("postgres  3380   0  2399.713377: 1 c: ", PerfScriptCpuColumn.Bare)]
    [InlineData("java 123    12  2399.723543: 1 c: ", PerfScriptCpuColumn.None)]
    public void A_bare_cpu_is_told_from_a_number_in_a_command_by_its_width(string line, PerfScriptCpuColumn cpu) =>
        Assert.Equal(cpu, Detect(line).Cpu);

    private static PerfScriptLayout Detect(params string[] lines) =>
        PerfScriptLayout.Detect(Encoding.UTF8.GetBytes(string.Join("\n\n", lines) + "\n\n"));
}
