namespace FlameScope.Formats.DotNet;

/// <summary>Methods in which a thread that runs no managed code waits, rather than works in native code.</summary>
/// <remarks>The rule goes by where the runtime's own libraries wait, not by a user's names: the type has to be one of theirs.</remarks>
internal static class WaitingMethods
{
    /// <summary>What marshals a call into native code; the method that calls it says what for.</summary>
    public static bool IsStub(ReadOnlySpan<byte> type, ReadOnlySpan<byte> method) =>
        type.SequenceEqual("dynamicClass"u8) && method.StartsWith("IL_STUB"u8);

    /// <param name="type">The method's type, with its namespace.</param>
    /// <param name="method">The method's name.</param>
    public static bool Contains(ReadOnlySpan<byte> type, ReadOnlySpan<byte> method) =>
        type.StartsWith("System.Threading.PortableThreadPool"u8) ? IsLoopOfPool(method) || IsWaitOfThreading(method)
        : type.StartsWith("System.Threading."u8) ? IsWaitOfThreading(method)
        : type.StartsWith("Interop"u8) ? IsWaitOfSystem(method)
        : type.StartsWith("System.Net.Sockets.SocketAsyncEngine"u8) ? method.IndexOf("EventLoop"u8) >= 0
        : type.StartsWith("Internal.Runtime."u8) || type.StartsWith("System.Diagnostics.Process"u8) ? method.StartsWith("Wait"u8)
        : type.SequenceEqual("System.GC"u8) && method.IndexOf("WaitFor"u8) >= 0;

    /// <summary>What reads from a file or from something that has to come first; the method that calls it says which.</summary>
    public static bool IsRead(ReadOnlySpan<byte> type, ReadOnlySpan<byte> method) => type.StartsWith("Interop"u8) && method.StartsWith("Read"u8);

    /// <summary>Whether a type reads what has to come first: events of a folder, a pipe, a terminal.</summary>
    public static bool WaitsForInput(ReadOnlySpan<byte> type) =>
        type.StartsWith("System.IO.FileSystemWatcher"u8) || type.StartsWith("System.IO.Pipes."u8) || type.StartsWith("System.ConsolePal"u8);

    // What its threads wait in may be inlined into their loops.
    private static bool IsLoopOfPool(ReadOnlySpan<byte> method) => method.SequenceEqual("WorkerThreadStart"u8) || method.SequenceEqual("GateThreadStart"u8);

    // Sleep, SleepInternal, Join, WaitOneNoCheck, WaitForSignal, Wait, ObjWait, Enter, ReliableEnter, TryEnter_Slowpath, <Wait>g__…
    private static bool IsWaitOfThreading(ReadOnlySpan<byte> method) =>
        method.IndexOf("Wait"u8) >= 0 || method.IndexOf("Sleep"u8) >= 0 || method.IndexOf("Join"u8) >= 0 || method.IndexOf("Enter"u8) >= 0
        || method.SequenceEqual("AcquireLock"u8);

    // The functions of the system that System.Native and Windows wait in.
    private static bool IsWaitOfSystem(ReadOnlySpan<byte> method) =>
        method.IndexOf("Wait"u8) >= 0 || method.IndexOf("Sleep"u8) >= 0 || method.IndexOf("Poll"u8) >= 0 || method.IndexOf("Select"u8) >= 0
        || method.IndexOf("GetQueuedCompletionStatus"u8) >= 0 || method.IndexOf("Kevent"u8) >= 0 || method.IndexOf("Epoll"u8) >= 0;
}
