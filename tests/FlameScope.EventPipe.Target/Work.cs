using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FlameScope.EventPipe.Target;

/// <summary>What the recordings are to show.</summary>
internal static class Work
{
    /// <summary>Keeps a CPU busy for a twentieth of a second.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Spin()
    {
        long until = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 20);
        double sum = 0;
        while (Stopwatch.GetTimestamp() < until)
        {
            sum += Math.Sqrt(until);
        }

        return sum;
    }
}
