namespace FlameScope.Formats.Jfr;

/// <summary>The kinds of samples that a recording may have.</summary>
internal enum JfrSampleKind : byte
{
    Execution,
    Native,
    WallClock,
    CpuTime,
}

/// <summary>Kinds of samples as kinds of events of the builder; the first chunk with a kind says what it is.</summary>
internal sealed class JfrEventKinds(SampleStoreBuilder builder)
{
    private static readonly string[] Names = ["jdk.ExecutionSample", "jdk.NativeMethodSample", "profiler.WallClockSample", "jdk.CPUTimeSample"];

    private readonly EventKindId?[] _ids = new EventKindId?[Names.Length];

    /// <summary>The name of a kind's events.</summary>
    public static string NameOf(JfrSampleKind kind) => Names[(int)kind];

    /// <summary>Whether a kind has been added.</summary>
    public bool Has(JfrSampleKind kind) => _ids[(int)kind] is not null;

    /// <param name="kind">The kind.</param>
    /// <param name="isWallClock">Whether its samples are taken of threads that sleep as well.</param>
    public EventKindId Add(JfrSampleKind kind, bool isWallClock) => _ids[(int)kind] ??= builder.AddEventKind(
        System.Text.Encoding.UTF8.GetBytes(NameOf(kind)),
        new EventKind
        {
            Unit = kind == JfrSampleKind.CpuTime ? "ns" : "samples",
            Clock = isWallClock || kind is JfrSampleKind.Native or JfrSampleKind.WallClock ? EventClock.Wall : EventClock.Cpu,
            IsDefault = kind is JfrSampleKind.CpuTime or JfrSampleKind.Execution,
        });
}
