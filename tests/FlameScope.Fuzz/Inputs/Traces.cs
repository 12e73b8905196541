namespace FlameScope.Fuzz.Inputs;

/// <summary>Traces to begin with.</summary>
internal static class Traces
{
    public const uint Sample = 1;
    public const uint MethodLoad = 2;
    public const uint MethodEnd = 3;
    public const uint ModuleEnd = 4;
    public const uint CollectionStart = 5;
    public const uint CollectionEnd = 6;
    public const uint Suspend = 7;
    public const uint Restart = 8;
    public const uint ContentionStart = 9;
    public const uint ContentionStop = 10;
    public const uint Exception = 11;
    public const uint Jitting = 12;
    public const uint Pool = 13;
    public const uint Unload = 14;
    public const uint Allocation = 15;
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const string Rundown = "Microsoft-Windows-DotNETRuntimeRundown";

    /// <summary>A payload of the sample profiler: out of managed code.</summary>
    public static byte[] External => TraceBytes.Of(1);

    /// <summary>A payload of the sample profiler: in managed code.</summary>
    public static byte[] Managed => TraceBytes.Of(2);

    /// <summary>A trace with the types of events that the constants name, and no event.</summary>
    public static TraceWriter Begin(int version = 4, bool isCompressed = true, long frequency = 1_000_000_000, int pointerSize = 8) =>
        new TraceWriter(version, isCompressed, frequency, pointerSize)
            .Type(Sample, "Microsoft-DotNETCore-SampleProfiler", 0)
            .Type(MethodLoad, Runtime, 143)
            .Type(MethodEnd, Rundown, 144)
            .Type(ModuleEnd, Rundown, 154)
            .Type(CollectionStart, Runtime, 1)
            .Type(CollectionEnd, Runtime, 2)
            .Type(Suspend, Runtime, 9)
            .Type(Restart, Runtime, 3)
            .Type(ContentionStart, Runtime, 81)
            .Type(ContentionStop, Runtime, 91)
            .Type(Exception, Runtime, 80)
            .Type(Jitting, Runtime, 145)
            .Type(Pool, Runtime, 55)
            .Type(Unload, Runtime, 144)
            .Type(Allocation, Runtime, 10);

    /// <summary>Two threads, two methods of a module, three samples, and a rundown.</summary>
    public static TraceWriter Small(int version = 4, bool isCompressed = true, long frequency = 1_000_000_000, int pointerSize = 8)
    {
        TraceWriter trace = Begin(version, isCompressed, frequency, pointerSize);
        if (version == 6)
        {
            trace.Thread(101, "", 77, 101).Thread(102, "", 77, 102).Thread(90, "", 77, 90);
        }

        return trace
            .Stacks(1, [0x2010, 0x1010], [0x1020])
            .Events(
                new TraceEvent(Sample, 101, 6_000_000_000, 1, Managed) { Writer = 90 },
                new TraceEvent(Sample, 102, 6_000_000_500, 2, Managed) { Writer = 90 },
                new TraceEvent(Sample, 101, 6_001_000_000, 1, Managed) { Writer = 90 })
            .SequencePoint(6_100_000_000, (90, 3))
            .Events(
                new TraceEvent(MethodEnd, 101, 7_000_000_000, 0, TraceBytes.Method(0x1000, 0x100, "App.Program", "Main", "void  (class System.String[])", module: 9)),
                new TraceEvent(MethodEnd, 101, 7_000_000_001, 0, TraceBytes.Method(0x2000, 0x100, "App.Program", "Run", "int32  (int32)", module: 9)),
                new TraceEvent(ModuleEnd, 101, 7_000_000_002, 0, TraceBytes.Module(9, "/srv/App.dll")));
    }
}
