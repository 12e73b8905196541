namespace FlameScope.Formats.NetTrace;

/// <summary>The runtime's numbers in words.</summary>
internal static class RuntimeWords
{
    private const int Background = 1;

    /// <summary>What a collection is called: only of generation 2 there are two kinds.</summary>
    public static string CollectionOf(int generation, int type) =>
        generation < 2 ? FormattableString.Invariant($"gen-{generation} GC")
        : IsBackground(type) ? "background gen-2 GC"
        : FormattableString.Invariant($"blocking gen-{generation} GC");

    public static bool IsBackground(int type) => type == Background;

    public static string CollectionReasonOf(int reason) => reason switch
    {
        0 => "small object allocation",
        1 => "induced",
        2 => "low memory",
        3 => "empty",
        4 => "large object allocation",
        5 => "out of space for small objects",
        6 => "out of space for large objects",
        7 => "induced, not forced",
        8 => "internal",
        9 => "induced by low memory",
        10 => "induced, compacting",
        11 => "low memory of the host",
        12 => "full collection for provisional mode",
        13 => "low memory of the host, blocking",
        14 => "background collection tuning",
        15 => "background collection tuning, stepping",
        _ => FormattableString.Invariant($"reason {reason}"),
    };

    /// <summary>Why the runtime was suspended.</summary>
    public static string SuspensionReasonOf(int reason) => reason switch
    {
        0 => "other",
        1 => "garbage collection",
        2 => "shutdown of an application domain",
        3 => "code pitching",
        4 => "shutdown",
        5 => "debugger",
        6 => "preparation of a garbage collection",
        7 => "debugger sweep",
        _ => FormattableString.Invariant($"reason {reason}"),
    };

    public static string PoolReasonOf(int reason) => reason switch
    {
        0 => "warmup",
        1 => "initializing",
        2 => "random move",
        3 => "climbing move",
        4 => "change point",
        5 => "stabilizing",
        6 => "starvation",
        7 => "thread timed out",
        8 => "cooperative blocking",
        _ => FormattableString.Invariant($"reason {reason}"),
    };
}
