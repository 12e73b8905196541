namespace FlameScope.Formats.NetTrace;

/// <summary>What an event tells us.</summary>
internal enum EventMeaning : byte
{
    /// <summary>Nothing that is shown.</summary>
    None = 0,

    /// <summary>Where a managed thread was at a tick of the runtime's sample profiler.</summary>
    Sample,

    /// <summary>A method's code was made while the trace ran.</summary>
    MethodLoad,

    /// <summary>A method's code went away.</summary>
    MethodUnload,

    /// <summary>A method's code was there when the trace began or ended.</summary>
    MethodRundown,

    /// <summary>A module, while the trace ran or at its end.</summary>
    ModuleLoad,
    DomainModuleLoad,
    ProcessInfo,

    JittingStarted,
    CollectionStart,
    CollectionEnd,
    SuspensionStart,
    SuspensionEnd,
    ContentionStart,
    ContentionStop,
    Exception,
    PoolAdjustment,
    Allocation,

    /// <summary>Where a thread of any process ran at a tick of the machine's clock.</summary>
    CpuSample,

    /// <summary>A thread runs again; its stack is where it stopped.</summary>
    ContextSwitch,
    ProcessCreate,

    /// <summary>The thread of this event makes the recording.</summary>
    OwnThread,
    ProcessMapping,
    ProcessSymbol,
}
