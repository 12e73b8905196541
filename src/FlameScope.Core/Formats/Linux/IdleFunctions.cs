namespace FlameScope.Formats.Linux;

/// <summary>What a function of Linux is to the idle loop.</summary>
internal enum IdleFunction : byte
{
    /// <summary>Nothing in particular.</summary>
    Other = 0,

    /// <summary>The loop around sleeping states.</summary>
    Loop,

    /// <summary>Enters a sleeping state.</summary>
    Sleep,

    /// <summary>Waits, and calls nothing.</summary>
    Halt,

    /// <summary>Executes what halts a CPU, but not for the idle loop alone.</summary>
    Instruction,

    /// <summary>Handles an interrupt, or schedules.</summary>
    Work,
}

/// <summary>Knows the functions of the idle loop by name, on the machines that Linux runs on.</summary>
internal static class IdleFunctions
{
    public static IdleFunction KindOf(ReadOnlySpan<byte> symbol) =>
        symbol.IsEmpty ? IdleFunction.Other
        : IsLoop(symbol) ? IdleFunction.Loop
        : IsHalt(symbol) ? IdleFunction.Halt
        : IsSleep(symbol) ? IdleFunction.Sleep
        : IsInstruction(symbol) ? IdleFunction.Instruction
        : IsWork(symbol) ? IdleFunction.Work
        : IdleFunction.Other;

    private static bool IsLoop(ReadOnlySpan<byte> symbol) =>
        Is(symbol, "do_idle"u8) || symbol.StartsWith("cpu_idle"u8) || Is(symbol, "cpu_bringup_and_idle"u8)
        || (symbol.StartsWith("cpuidle_"u8) && !symbol.StartsWith("cpuidle_enter"u8));

    private static bool IsHalt(ReadOnlySpan<byte> symbol) =>
        Is(symbol, "native_safe_halt"u8) || Is(symbol, "pv_native_safe_halt"u8) || symbol.StartsWith("mwait"u8) || Is(symbol, "poll_idle"u8)
        || symbol.StartsWith("psw_idle"u8) || Is(symbol, "nap_loop"u8) || Is(symbol, "kvm_safe_halt"u8);

    // The drivers that enter a state, and the twins of both for hypervisors.
    private static bool IsSleep(ReadOnlySpan<byte> symbol) => symbol[0] switch
    {
        (byte)'a' => symbol.StartsWith("acpi_idle"u8) || symbol.StartsWith("acpi_processor_ffh_cstate"u8) || Is(symbol, "acpi_processor_idle"u8)
            || Is(symbol, "acpi_safe_halt"u8) || Is(symbol, "acpi_cstate_enter"u8) || Is(symbol, "arch_cpu_idle"u8) || Is(symbol, "arch_cpu_idle_enter"u8)
            || Is(symbol, "amd_e400_idle"u8) || Is(symbol, "apm_cpu_idle"u8) || Is(symbol, "arm_cpuidle_simple_enter"u8)
            || Is(symbol, "arm_enter_idle_state"u8) || symbol.StartsWith("arch300_idle"u8),
        (byte)'c' => symbol.StartsWith("cpuidle_enter"u8) || Is(symbol, "cpu_do_idle"u8)
            || Is(symbol, "c1e_idle"u8) || Is(symbol, "check_and_cede_processor"u8) || Is(symbol, "cede_processor"u8)
            || symbol.StartsWith("cpu_v7_do_idle"u8),
        (byte)'d' => symbol.StartsWith("default_idle"u8) || Is(symbol, "default_enter_idle"u8) || Is(symbol, "dedicated_cede_loop"u8),
        (byte)'e' => Is(symbol, "enabled_wait"u8) || Is(symbol, "extended_cede_processor"u8),
        (byte)'h' => Is(symbol, "haltpoll_enter_idle"u8),
        (byte)'i' => symbol.StartsWith("intel_idle"u8) || symbol.StartsWith("isa300_idle"u8) || symbol.StartsWith("isa206_idle"u8)
            || symbol.StartsWith("idle_stop_"u8),
        (byte)'p' => symbol.StartsWith("psci_enter_"u8) || symbol.StartsWith("psci_cpu_suspend"u8) || Is(symbol, "pseries_lpar_idle"u8) || Is(symbol, "pSeries_idle"u8)
            || IsPowerIdle(symbol),
        (byte)'q' => Is(symbol, "qcom_cpuidle_enter"u8) || Is(symbol, "qcom_idle_enter"u8),
        (byte)'r' => Is(symbol, "riscv_cpu_idle"u8) || Is(symbol, "r4k_wait"u8),
        (byte)'s' => Is(symbol, "snooze_loop"u8) || Is(symbol, "shared_cede_loop"u8) || Is(symbol, "stop_loop"u8) || symbol.StartsWith("sbi_cpuidle_enter"u8)
            || symbol.StartsWith("sbi_enter_"u8),
        (byte)'t' => Is(symbol, "tdx_safe_halt"u8) || Is(symbol, "tdx_halt"u8),
        (byte)'x' => Is(symbol, "xen_safe_halt"u8) || Is(symbol, "xen_idle"u8) || Is(symbol, "xen_halt"u8)
            || symbol.StartsWith("xen_hypercall_sched_op"u8) || symbol.StartsWith("xen_hypercall_vcpu_op"u8),
        (byte)'_' => Is(symbol, "__mwait"u8) || symbol.StartsWith("__cpuidle_"u8) || Is(symbol, "__r4k_wait"u8) || Is(symbol, "__cpu_do_idle"u8)
            || Is(symbol, "__intel_idle"u8) || Is(symbol, "__sbi_cpuidle_enter"u8) || Is(symbol, "__cpu_suspend_enter"u8),
        _ => false,
    };

    // power7_idle, power9_idle_type, power_pmu… is none; pnv_idle_stop…
    private static bool IsPowerIdle(ReadOnlySpan<byte> symbol) =>
        (symbol.StartsWith("power"u8) && (symbol.IndexOf("_idle"u8) > 0 || symbol.IndexOf("_nap"u8) > 0 || symbol.IndexOf("_sleep"u8) > 0
            || symbol.IndexOf("_winkle"u8) > 0 || symbol.IndexOf("_snooze"u8) > 0 || symbol.IndexOf("_offline_stop"u8) > 0))
        || (symbol.StartsWith("pnv_"u8) && symbol.IndexOf("idle"u8) > 0);

    // Others call these, too: suspending, spinning, talking to the hypervisor.
    private static bool IsInstruction(ReadOnlySpan<byte> symbol) =>
        Is(symbol, "arch_local_irq_enable"u8) || Is(symbol, "raw_local_irq_enable"u8) || Is(symbol, "cpu_suspend"u8) || Is(symbol, "wait_for_interrupt"u8)
        || Is(symbol, "hypercall_page"u8) || symbol.StartsWith("plpar_hcall_norets"u8) || Is(symbol, "arch_safe_halt"u8) || Is(symbol, "safe_halt"u8)
        || Is(symbol, "wfi"u8) || Is(symbol, "ppc64_runlatch_off"u8) || Is(symbol, "HYPERVISOR_sched_op"u8) || Is(symbol, "call_cpuidle"u8)
        || symbol.StartsWith("__arm_smccc_"u8) || symbol.StartsWith("__invoke_psci_fn_"u8) || symbol.StartsWith("invoke_psci_fn_"u8);

    private static bool IsWork(ReadOnlySpan<byte> symbol) =>
        (symbol.IndexOf("irq"u8) >= 0 && !IsIrqFlag(symbol)) || symbol.IndexOf("IRQ"u8) >= 0
        || symbol.IndexOf("interrupt"u8) >= 0 || symbol.IndexOf("intr"u8) >= 0 || symbol.IndexOf("tasklet"u8) >= 0
        || symbol.IndexOf("sched"u8) >= 0 && !symbol.StartsWith("sched_clock"u8) && !symbol.StartsWith("sched_idle_set_state"u8)
        || symbol.IndexOf("ttwu"u8) >= 0 || symbol.IndexOf("upcall"u8) >= 0 || symbol.IndexOf("callback_vector"u8) >= 0
        || symbol.IndexOf("hypervisor_callback"u8) >= 0 || symbol.IndexOf("sysvec_"u8) >= 0 || symbol.IndexOf("call_function"u8) >= 0
        || symbol.StartsWith("exc_"u8) || symbol.StartsWith("asm_exc_"u8) || symbol.IndexOf("nmi"u8) >= 0 || symbol.IndexOf("IPI"u8) >= 0
        || symbol.IndexOf("_ipi"u8) >= 0 || symbol.StartsWith("ipi_"u8) || symbol.StartsWith("handle_exception"u8) || symbol.StartsWith("do_trap"u8)
        || symbol.IndexOf("int_handler"u8) >= 0 || symbol.IndexOf("decrementer"u8) >= 0 || symbol.IndexOf("doorbell"u8) >= 0
        || symbol.StartsWith("el1_"u8) || symbol.StartsWith("el1h_"u8) || symbol.StartsWith("machine_check"u8) || symbol.StartsWith("__switch_to"u8)
        || symbol.StartsWith("run_timer"u8) || symbol.StartsWith("hrtimer_run"u8) || symbol.StartsWith("rcu_core"u8) || symbol.StartsWith("net_rx_"u8);

    // arch_local_irq_enable, trace_hardirqs_on and tick_nohz_irq… only turn interrupts on or off.
    private static bool IsIrqFlag(ReadOnlySpan<byte> symbol) =>
        symbol.IndexOf("local_irq_"u8) >= 0 || symbol.IndexOf("hardirqs_"u8) >= 0 || symbol.IndexOf("irqs_disabled"u8) >= 0
        || symbol.IndexOf("irq_enable"u8) >= 0 || symbol.IndexOf("irq_disable"u8) >= 0 || symbol.IndexOf("irqsave"u8) >= 0
        || symbol.IndexOf("irqrestore"u8) >= 0;

    private static bool Is(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> name) =>
        symbol.StartsWith(name) && (symbol.Length == name.Length || symbol[name.Length] == (byte)'.');
}
