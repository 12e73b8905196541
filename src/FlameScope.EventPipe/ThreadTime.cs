using System.Globalization;
using System.Runtime.InteropServices;

namespace FlameScope.EventPipe;

/// <summary>CPU time of the calling thread.</summary>
internal static partial class ThreadTime
{
    /// <summary>What it took so far; <see langword="null"/> where the system does not tell.</summary>
    public static TimeSpan? OfThisThread()
    {
        if (OperatingSystem.IsLinux())
        {
            return OfLinux();
        }

        return OperatingSystem.IsWindows() && GetThreadTimes(GetCurrentThread(), out _, out _, out long kernel, out long user) != 0
            ? TimeSpan.FromTicks(kernel + user)
            : null;
    }

    // Nanoseconds on a CPU, nanoseconds in a queue, turns.
    private static TimeSpan? OfLinux()
    {
        try
        {
            string text = File.ReadAllText("/proc/thread-self/schedstat");
            return long.TryParse(text.AsSpan(0, Math.Max(0, text.IndexOf(' ', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out long nanoseconds)
                ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    private static partial int GetThreadTimes(nint thread, out long created, out long ended, out long kernel, out long user);
}
