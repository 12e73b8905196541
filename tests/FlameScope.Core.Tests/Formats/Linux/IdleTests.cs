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
    [InlineData("swapper/3", -1, "do_idle;default_idle", true)]
    [InlineData("swapper", 0, "do_idle;default_idle_call;arch_local_irq_enable", true)]
    [InlineData("swapper", 0, "cpu_startup_entry;do_idle;cpuidle_enter;cpuidle_enter_state;psci_enter_idle_state;psci_cpu_suspend_enter;cpu_suspend", true)]
    [InlineData("swapper", 0, "do_idle;call_cpuidle;cpuidle_enter_state;psci_enter_idle_state;__invoke_psci_fn_smc;__arm_smccc_smc", true)]
    [InlineData("swapper", 0, "do_idle;default_idle_call;arch_local_irq_enable;el1_irq;irq_exit;__do_softirq;tasklet_action;ring_dma_do_tasklet", false)]
    [InlineData("swapper", 0, "do_idle;default_idle_call;cpu_do_idle;el1h_64_irq_handler;el1_interrupt", false)]
    [InlineData("swapper", 0, "do_idle;schedule_idle;__schedule", false)]
    [InlineData("swapper", 0, "do_idle;flush_smp_call_function_queue;sched_ttwu_pending", false)]
    [InlineData("swapper", 0, "do_idle;tick_nohz_idle_exit", false)]
    [InlineData("swapper", 0, "do_idle;cpuidle_select;menu_select", false)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;ktime_get", true)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;snooze_loop", true)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;dedicated_cede_loop;plpar_hcall_norets_notrace", true)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;stop_loop;arch300_idle_type;isa300_idle_stop_mayloss", true)]
    [InlineData("swapper", 0, "do_idle;arch_cpu_idle;power7_nap", true)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;snooze_loop;decrementer_common;timer_interrupt", false)]
    [InlineData("swapper", 0, "do_idle;default_idle_call;arch_cpu_idle;psw_idle", true)]
    [InlineData("swapper", 0, "psw_idle", true)]
    [InlineData("swapper", 0, "do_idle;arch_cpu_idle;enabled_wait;psw_idle;ext_int_handler;do_ext_irq", false)]
    [InlineData("swapper", 0, "do_idle;default_idle_call;arch_cpu_idle;wait_for_interrupt", true)]
    [InlineData("swapper", 0, "do_idle;arch_cpu_idle;handle_exception;riscv_intc_irq", false)]
    [InlineData("swapper", 0, "do_idle;default_idle;xen_safe_halt;hypercall_page", true)]
    [InlineData("swapper", 0, "hypercall_page", true)]
    [InlineData("swapper", 0, "xen_evtchn_do_upcall;send_page;hypercall_page", false)]
    [InlineData("swapper", 0, "do_idle;default_idle;xen_safe_halt;hypercall_page;xen_hvm_callback_vector;net_poll", false)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;haltpoll_enter_idle", true)]
    [InlineData("swapper", 0, "do_idle;cpuidle_enter_state;default_enter_idle", true)]
    [InlineData("swapper", 0, "cpu_idle;amd_e400_idle;default_idle", true)]
    [InlineData("swapper", 0, "cpu_idle;acpi_processor_idle", true)]
    [InlineData("swapper", 0, "cpu_idle;acpi_idle_enter_bm;acpi_idle_do_entry", true)]
    [InlineData("swapper", 0, "cpu_idle;schedule;thread_return", false)]
    [InlineData("swapper", 0, "start_secondary;work_of_some_kind", false)]
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
