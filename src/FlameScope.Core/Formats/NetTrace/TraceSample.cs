namespace FlameScope.Formats.NetTrace;

/// <summary>A sample of a trace until its stack has names.</summary>
/// <param name="Time">Nanoseconds of the trace's clock.</param>
/// <param name="Weight">What it counts: 1, or what the event says.</param>
/// <param name="Stack">The row of its raw stack.</param>
/// <param name="Thread">The row of its thread.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Cpu">The CPU; -1 where unknown.</param>
/// <param name="State">Where the thread was.</param>
internal readonly record struct TraceSample(long Time, long Weight, int Stack, int Thread, int Labels, short Cpu, SampleState State);

/// <summary>Where a sampled thread was.</summary>
internal enum SampleState : byte
{
    /// <summary>In managed code, or the sampler does not know.</summary>
    Managed,

    /// <summary>Out of managed code: it waited, slept or ran native code.</summary>
    External,

    /// <summary>On a CPU, wherever its code comes from.</summary>
    OnCpu,
}
