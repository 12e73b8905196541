namespace FlameScope.Formats.PerfData;

/// <summary>Kinds of records: below 64 the kernel's, from 64 perf's own.</summary>
internal enum RecordType : uint
{
    Map = 1,
    Lost = 2,
    Command = 3,
    Exit = 4,
    Throttle = 5,
    Unthrottle = 6,
    Fork = 7,
    Read = 8,
    Sample = 9,
    Map2 = 10,
    Aux = 11,
    InstructionTraceStart = 12,
    LostSamples = 13,
    Switch = 14,
    SwitchCpuWide = 15,
    Namespaces = 16,
    KernelSymbol = 17,
    BpfEvent = 18,
    Cgroup = 19,
    TextPoke = 20,
    AuxOutputId = 21,
    DeferredCallChain = 22,
    LastOfKernel = DeferredCallChain,

    Attribute = 64,
    TracingData = 66,
    BuildId = 67,
    FinishedRound = 68,
    AuxTrace = 71,
    EventUpdate = 78,
    Feature = 80,
    Compressed = 81,
    Compressed2 = 83,
}
