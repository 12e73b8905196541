namespace FlameScope.Benchmarks.Cases;

/// <summary>Runs an action again and again, and tells what it took.</summary>
internal static class Measurement
{
    /// <summary>Runs the action at least once, and until it has used some CPU time.</summary>
    /// <returns>CPU time of the whole process for one run, in nanoseconds: compiling and collecting are part of what a run takes.</returns>
    public static double Run(Action action, TimeSpan time)
    {
        // Nobody pays for what others left.
        GC.Collect();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan used;
        int runs = 0;
        do
        {
            action();
            runs++;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < time);

        return used.TotalNanoseconds / runs;
    }
}
