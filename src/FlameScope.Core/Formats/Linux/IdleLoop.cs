namespace FlameScope.Formats.Linux;

/// <summary>Tells the idle task's waiting from its work.</summary>
internal static class IdleLoop
{
    /// <summary>Marks the samples of the idle task whose leaf is its idle loop.</summary>
    public static void Mark(SampleStoreBuilder builder)
    {
        bool[] idleThreads = FindThreads(builder);
        if (!idleThreads.AsSpan().Contains(true))
        {
            return;
        }

        bool[] idleStacks = FindStacks(builder);
        ReadOnlySpan<ThreadId> threads = builder.SampleThreads;
        ReadOnlySpan<StackId> stacks = builder.SampleStacks;
        for (int sample = 0; sample < threads.Length; sample++)
        {
            if (idleThreads[threads[sample].Value] && idleStacks[stacks[sample].Value])
            {
                builder.MarkIdle(sample);
            }
        }
    }

    // By thread: whether it is the idle task (pid 0, or named swapper or swapper/N).
    private static bool[] FindThreads(SampleStoreBuilder builder)
    {
        bool[] idle = new bool[builder.Threads.Length];
        for (int i = 0; i < idle.Length; i++)
        {
            ProfiledThread thread = builder.Threads[i];
            ReadOnlySpan<byte> command = builder.StringOf(thread.Command);
            idle[i] = thread.PidOrTid == 0 || command.SequenceEqual("swapper"u8) || command.StartsWith("swapper/"u8);
        }

        return idle;
    }

    // By stack: whether its leaf is the idle loop, leaving out functions inlined into it.
    private static bool[] FindStacks(SampleStoreBuilder builder)
    {
        bool[] idleFrames = new bool[builder.Frames.Length];
        for (int i = 0; i < idleFrames.Length; i++)
        {
            idleFrames[i] = IsIdleFunction(builder.StringOf(builder.Frames[i].Symbol));
        }

        bool[] idle = new bool[builder.StackCount];
        for (int node = 1; node < idle.Length; node++)
        {
            (StackId parent, FrameId leaf) = builder.NodeOf(new StackId(node));
            idle[node] = idleFrames[leaf.Value]
                || (builder.Frames[leaf.Value].Kind == FrameKind.Inlined && idle[parent.Value]);
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
