namespace FlameScope.Formats.PerfData;

/// <summary>A sample as the record has it.</summary>
internal ref struct RawSample
{
    public ulong Ip;
    public int Pid;
    public int Tid;
    public ulong Time;

    /// <summary>The CPU; -1 where the sample has none.</summary>
    public int Cpu;

    public ulong Period;

    /// <summary>Addresses and marks of the call chain, leaf first, 8 bytes each; empty where there is none.</summary>
    public ReadOnlySpan<byte> Chain;

    /// <summary>A tracepoint's own data.</summary>
    public ReadOnlySpan<byte> Raw;

    /// <summary>The instruction of the program that was left for the kernel, or interrupted; 0 where it is not told.</summary>
    public ulong UserIp;

    /// <summary>The id of the control group; 0 where it is not told.</summary>
    public ulong Cgroup;
}
