namespace FlameScope.Formats.Linux;

/// <summary>Tells the idle task's waiting from its work.</summary>
internal static class IdleLoop
{
    /// <summary>By thread: whether it is the idle task (pid 0, or named <c>swapper</c> or <c>swapper/N</c>).</summary>
    public static bool[] ThreadsOf(SampleStore store)
    {
        bool[] idle = new bool[store.ThreadTable.Length];
        for (int i = 0; i < idle.Length; i++)
        {
            ProfiledThread thread = store.ThreadTable[i];
            ReadOnlySpan<byte> command = store.Strings[thread.Command];
            idle[i] = thread.PidOrTid == 0 || command.SequenceEqual("swapper"u8) || command.StartsWith("swapper/"u8);
        }

        return idle;
    }

    /// <summary>By stack: whether its leaf is the idle loop, leaving out functions inlined into it.</summary>
    public static bool[] StacksOf(SampleStore store)
    {
        bool[] idleFrames = new bool[store.Frames.Length];
        for (int i = 0; i < idleFrames.Length; i++)
        {
            idleFrames[i] = IsIdleFunction(store.Strings[store.Frames[i].Symbol]);
        }

        StackTrie trie = store.StackTrie;
        bool[] idle = new bool[trie.Count];
        for (int node = 1; node < idle.Length; node++)
        {
            FrameId leaf = trie.Frames[node];
            idle[node] = idleFrames[leaf.Value]
                || (store.Frames[leaf.Value].Kind == FrameKind.Inlined && idle[trie.Parents[node].Value]);
        }

        return idle;
    }

    // The places where Linux waits for the next interrupt: the halt itself, the drivers that enter a C-state, the paravirtual
    // twins of both, and the loop around them.
    private static bool IsIdleFunction(ReadOnlySpan<byte> symbol) =>
        symbol.StartsWith("cpuidle_"u8) || symbol.StartsWith("cpu_idle"u8) || symbol.StartsWith("intel_idle"u8)
        || symbol.StartsWith("acpi_idle"u8) || symbol.StartsWith("mwait"u8) || symbol.StartsWith("acpi_processor_ffh_cstate"u8)
        || symbol.StartsWith("xen_hypercall_sched_op"u8) || symbol.StartsWith("xen_hypercall_vcpu_op"u8)
        || symbol.StartsWith("default_idle"u8)
        || symbol.SequenceEqual("native_safe_halt"u8) || symbol.SequenceEqual("pv_native_safe_halt"u8)
        || symbol.SequenceEqual("kvm_safe_halt"u8) || symbol.SequenceEqual("xen_safe_halt"u8)
        || symbol.SequenceEqual("tdx_safe_halt"u8) || symbol.SequenceEqual("acpi_safe_halt"u8)
        || symbol.SequenceEqual("poll_idle"u8) || symbol.SequenceEqual("do_idle"u8)
        || symbol.SequenceEqual("arch_cpu_idle"u8) || symbol.SequenceEqual("arch_cpu_idle_enter"u8)
        || symbol.SequenceEqual("cpu_do_idle"u8) || symbol.SequenceEqual("cpu_bringup_and_idle"u8);
}
