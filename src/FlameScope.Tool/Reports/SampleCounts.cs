using System.Collections;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Tool.Reports;

/// <summary>How many samples there are of everything, from one pass over the columns.</summary>
internal sealed record SampleCounts(long[] ByEvent, long[] ByThread, int Idle, int Stackless, int Cpus)
{
    public static SampleCounts Of(SampleStore store)
    {
        long[] byEvent = new long[store.EventTable.Length];
        long[] byThread = new long[store.ThreadTable.Length];
        BitArray cpus = new(short.MaxValue + 1);
        int idle = 0;
        int stackless = 0;
        int cpuCount = 0;
        for (int sample = 0; sample < store.Count; sample++)
        {
            byEvent[store.Events[sample]]++;
            byThread[store.Threads[sample].Value]++;
            idle += store.IsIdle(sample) ? 1 : 0;
            stackless += store.Stacks[sample] == StackId.Empty ? 1 : 0;
            short cpu = store.Cpus[sample];
            if (cpu >= 0 && !cpus[cpu])
            {
                cpus[cpu] = true;
                cpuCount++;
            }
        }

        return new SampleCounts(byEvent, byThread, idle, stackless, cpuCount);
    }
}
