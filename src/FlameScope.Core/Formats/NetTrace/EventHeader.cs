namespace FlameScope.Formats.NetTrace;

/// <summary>What stands before an event's payload.</summary>
internal struct EventHeader
{
    /// <summary>What kind of event it is, by the number that its metadata gave it; 0 for metadata.</summary>
    public uint Metadata;

    /// <summary>How many events its capturing thread had tried to write; gaps are lost events.</summary>
    public uint Sequence;

    /// <summary>The thread that wrote it: the system's id, or (version 6) an index of the trace's threads.</summary>
    public long CaptureThread;

    /// <summary>The CPU on which it was written.</summary>
    public uint Processor;

    /// <summary>The thread that it is about.</summary>
    public long Thread;

    /// <summary>Its stack by the trace's number; 0 for none.</summary>
    public uint Stack;

    /// <summary>When it happened, in ticks of the trace's clock.</summary>
    public long Ticks;

    /// <summary>Its labels by the trace's number; 0 for none.</summary>
    public uint Labels;

    /// <summary>Length of its payload in bytes.</summary>
    public uint PayloadSize;
}
