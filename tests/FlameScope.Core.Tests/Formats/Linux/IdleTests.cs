using FlameScope.Formats;
using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests.Formats.Linux;

public sealed class IdleTests
{
    [Theory]
    [InlineData("swapper", 0, "do_idle;default_idle;pv_native_safe_halt", true)]
    [InlineData("swapper/3", 0, "cpuidle_enter_state;intel_idle", true)]
    [InlineData("swapper", 0, "do_idle;default_idle", true)]
    [InlineData("swapper", 0, "do_idle;acpi_idle_enter", true)]
    [InlineData("swapper", 0, "do_idle;mwait_idle_with_hints.constprop.0", true)]
    [InlineData("swapper", 0, "do_idle;poll_idle", true)]
    [InlineData("swapper", 0, "xen_hypercall_sched_op", true)]
    [InlineData("swapper", 0, "do_idle;pv_native_safe_halt;asm_sysvec_apic_timer_interrupt;__softirqentry_text_start;net_rx_action", false)]
    [InlineData("swapper", 0, "do_idle;native_safe_halt;handle_irq", false)]
    [InlineData("swapper", 0, "", false)]
    [InlineData("java", 1234, "run;mwait_for_work", false)]
    [InlineData("worker", 0, "do_idle;native_safe_halt", true)]
    [InlineData("swapperd", 12, "do_idle;native_safe_halt", false)]
    public void Only_the_idle_task_in_its_loop_is_idle(string command, int process, string stack, bool isIdle)
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, command, stack, process: process, thread: process, kind: FrameKind.Kernel);
        IdleLoop.Mark(builder);
        Assert.Equal(isIdle, builder.Build().IsIdle(0));
    }

    [Fact]
    public void Functions_inlined_into_the_idle_loop_are_the_idle_loop()
    {
        SampleStoreBuilder builder = new();
        StackId idle = builder.AddStack(StackId.Empty, builder.AddFrame("default_idle"u8, "[kernel.kallsyms]"u8, FrameKind.Kernel));
        StackId inlined = builder.AddStack(idle, builder.AddFrame("arch_safe_halt"u8, "[kernel.kallsyms]"u8, FrameKind.Inlined));
        builder.AddSample(new SampleRecord(0, inlined, builder.AddThread("swapper"u8, -1, 0), builder.AddEventKind("e"u8)));
        IdleLoop.Mark(builder);
        Assert.True(builder.Build().IsIdle(0));
    }
}
