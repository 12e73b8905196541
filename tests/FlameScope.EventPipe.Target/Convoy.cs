using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FlameScope.EventPipe.Target;

/// <summary>Threads that need a lock for a moment each, and one that keeps it for long now and then.</summary>
internal static class Convoy
{
    private static readonly object Gate = new();

    public static void Start()
    {
        for (int i = 0; i < 4; i++)
        {
            new Thread(Serve) { IsBackground = true }.Start();
        }

        new Thread(Refresh) { IsBackground = true }.Start();
    }

    private static void Serve()
    {
        while (true)
        {
            lock (Gate)
            {
                Spin(0.02);
            }

            Thread.Sleep(1);
        }
    }

    // At no fixed interval: beats of a rhythm stand where it has them, and not where each begins.
    private static void Refresh()
    {
        for (int i = 0; ; i++)
        {
            Thread.Sleep(600 + (i * 397 % 900));
            lock (Gate)
            {
                RebuildPrices();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RebuildPrices() => Spin(120);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Spin(double milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds)
        {
        }
    }
}
