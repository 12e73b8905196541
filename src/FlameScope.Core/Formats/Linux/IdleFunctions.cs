using System.Text;

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
}

/// <summary>Knows the functions of the idle loop by name, on the machines that Linux runs on.</summary>
internal static class IdleFunctions
{
    // A star stands for any ending.
    private const string Loops = "do_idle cpu_idle* cpu_bringup_and_idle cpuidle_*";

    private const string Halts =
        "native_safe_halt pv_native_safe_halt kvm_safe_halt mwait* poll_idle "
        + "nap_loop psw_idle*";

    // The drivers that enter a state, and the twins of both for hypervisors.
    private const string Sleeps =
        "cpuidle_enter* __cpuidle_* default_idle* arch_cpu_idle arch_cpu_idle_enter cpu_do_idle __cpu_do_idle "
        + "intel_idle* __intel_idle* __mwait acpi_idle* acpi_processor_ffh_cstate* acpi_processor_idle acpi_safe_halt acpi_cstate_enter "
        + "amd_e400_idle c1e_idle apm_cpu_idle haltpoll_enter_idle default_enter_idle "
        + "xen_safe_halt xen_idle xen_halt xen_hypercall_sched_op* xen_hypercall_vcpu_op* tdx_safe_halt tdx_halt "
        + "psci_enter_* psci_cpu_suspend* arm_enter_idle_state arm_cpuidle_simple_enter cpu_v7_do_idle __cpu_suspend_enter qcom_idle_enter "
        + "snooze_loop stop_loop dedicated_cede_loop shared_cede_loop cede_processor extended_cede_processor check_and_cede_processor "
        + "pseries_lpar_idle pSeries_idle power7_idle* power7_nap* power7_sleep* power7_winkle* power9_idle* power_enter_stop* pnv_*idle* "
        + "arch300_idle* isa206_idle* isa300_idle* idle_stop_* "
        + "enabled_wait sbi_cpuidle_enter* __sbi_cpuidle_enter* sbi_enter_* r4k_wait* __r4k_wait*";

    // Others call these, too: suspending, spinning, talking to the hypervisor.
    private const string Instructions =
        "arch_local_irq_enable raw_local_irq_enable cpu_suspend wait_for_interrupt wfi hypercall_page HYPERVISOR_sched_op plpar_hcall_norets* "
        + "arch_safe_halt safe_halt call_cpuidle __arm_smccc_* __invoke_psci_fn_* invoke_psci_fn_*";

    // Parts of names.
    private static readonly byte[][] Works = BytesOf(
        "irq IRQ interrupt intr tasklet sched ttwu upcall callback_vector hypervisor_callback sysvec_ call_function nmi IPI _ipi int_handler "
        + "decrementer doorbell handle_exception do_trap machine_check __switch_to net_rx_ exc_ el1_ el1h_ rcu_core run_timer hrtimer_run");

    // Some of these are in the names of functions that only turn interrupts on or off, or tell the time.
    private static readonly byte[][] NoWorks = BytesOf(
        "local_irq_ hardirqs_ irqs_disabled irq_enable irq_disable irqsave irqrestore sched_clock sched_idle_set_state");

    private static readonly Dictionary<int, List<Name>> ByStart = Index();
    private static readonly Name[] InstructionNames = NamesOf(Instructions, IdleFunction.Other);

    /// <summary>What a function is by itself.</summary>
    public static IdleFunction KindOf(ReadOnlySpan<byte> symbol)
    {
        if (symbol.Length < 2 || !ByStart.TryGetValue(StartOf(symbol), out List<Name>? names))
        {
            return IdleFunction.Other;
        }

        foreach (Name name in names)
        {
            if (name.Fits(symbol))
            {
                return name.Function;
            }
        }

        return IdleFunction.Other;
    }

    /// <summary>Whether a function executes what halts a CPU, but not for the idle loop alone.</summary>
    public static bool IsInstruction(ReadOnlySpan<byte> symbol)
    {
        foreach (Name name in InstructionNames)
        {
            if (name.Fits(symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a function above the idle loop handles an interrupt, or schedules.</summary>
    public static bool IsWork(ReadOnlySpan<byte> symbol) => HasAny(symbol, Works) && !HasAny(symbol, NoWorks);

    private static bool HasAny(ReadOnlySpan<byte> symbol, byte[][] parts)
    {
        foreach (byte[] part in parts)
        {
            if (symbol.IndexOf(part) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int StartOf(ReadOnlySpan<byte> symbol) => (symbol[0] << 8) | symbol[1];

    // What enters a state comes first, since cpuidle_enter is a cpuidle_ function, too.
    private static Dictionary<int, List<Name>> Index()
    {
        Dictionary<int, List<Name>> index = [];
        Name[] names = [.. NamesOf(Sleeps, IdleFunction.Sleep), .. NamesOf(Halts, IdleFunction.Halt), .. NamesOf(Loops, IdleFunction.Loop)];
        foreach (Name name in names)
        {
            if (!index.TryGetValue(StartOf(name.Start), out List<Name>? list))
            {
                index.Add(StartOf(name.Start), list = []);
            }

            list.Add(name);
        }

        return index;
    }

    private static Name[] NamesOf(string names, IdleFunction function) =>
        Array.ConvertAll(names.Split(' '), name => new Name(name, function));

    private static byte[][] BytesOf(string parts) => Array.ConvertAll(parts.Split(' '), Encoding.ASCII.GetBytes);

    /// <summary>A name, or the beginning of one and what else must be in it.</summary>
    private sealed class Name
    {
        private readonly byte[] _part;
        private readonly bool _isWhole;

        public Name(string pattern, IdleFunction function)
        {
            string[] parts = pattern.Split('*');
            Start = Encoding.ASCII.GetBytes(parts[0]);
            _part = Encoding.ASCII.GetBytes(parts.Length > 2 ? parts[1] : "");
            _isWhole = parts.Length == 1;
            Function = function;
        }

        public byte[] Start { get; }

        public IdleFunction Function { get; }

        // The compiler adds .isra.0, .constprop.0 and the like.
        public bool Fits(ReadOnlySpan<byte> symbol) =>
            symbol.StartsWith(Start)
            && (!_isWhole || symbol.Length == Start.Length || symbol[Start.Length] == (byte)'.')
            && symbol[Start.Length..].IndexOf(_part) >= 0;
    }
}
