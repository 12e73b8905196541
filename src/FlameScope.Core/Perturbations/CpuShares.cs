using System.Collections.Immutable;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

/// <summary>On which CPUs a function runs, during an event and before it.</summary>
internal static class CpuShares
{
    private const int MostCpus = 4;

    public static ImmutableArray<AffectedCpu> Of(
        ObservedSamples samples, Functions functions, int function, IEnumerable<TimeRange> during, IEnumerable<TimeRange> background)
    {
        sbyte[] holders = new sbyte[samples.Store.StackTrie.Count];
        (int Held, int All)[] inside = Count(samples, functions, function, during, holders);
        (int Held, int All)[] outside = Count(samples, functions, function, background, holders);
        int held = inside.Sum(static cpu => cpu.Held);
        int heldBefore = outside.Sum(static cpu => cpu.Held);
        List<AffectedCpu> cpus = [];
        for (int cpu = 0; cpu < inside.Length; cpu++)
        {
            if (inside[cpu].All + outside[cpu].All > 0)
            {
                cpus.Add(new AffectedCpu(
                    cpu,
                    Share(outside[cpu].Held, outside[cpu].All),
                    Share(inside[cpu].Held, inside[cpu].All),
                    held > 0 ? Share(inside[cpu].Held, held) : Share(outside[cpu].Held, heldBefore)));
            }
        }

        return [.. cpus.OrderByDescending(static cpu => cpu.ShareOfCulprit).ThenBy(static cpu => cpu.Cpu).Take(MostCpus)];
    }

    private static (int Held, int All)[] Count(
        ObservedSamples samples, Functions functions, int function, IEnumerable<TimeRange> ranges, sbyte[] holders)
    {
        SampleStore store = samples.Store;
        (int Held, int All)[] cpus = new (int, int)[samples.CpuCount];
        foreach (TimeRange range in ranges)
        {
            int end = samples.LowerBound(range.End);
            for (int i = samples.LowerBound(range.Start); i < end; i++)
            {
                int sample = samples.Samples[i];
                if (store.Cpus[sample] < 0)
                {
                    continue;
                }

                ref sbyte holds = ref holders[store.Stacks[sample].Value];
                if (holds == 0)
                {
                    holds = (sbyte)(Holds(store.StackTrie, functions, store.Stacks[sample].Value, function) ? 1 : -1);
                }

                ref (int Held, int All) cpu = ref cpus[store.Cpus[sample]];
                cpu = (cpu.Held + (holds > 0 ? 1 : 0), cpu.All + 1);
            }
        }

        return cpus;
    }

    private static bool Holds(StackTrie trie, Functions functions, int stack, int function)
    {
        for (; stack != 0; stack = trie.Parents[stack].Value)
        {
            if (functions.OfFrames[trie.Frames[stack].Value] == function)
            {
                return true;
            }
        }

        return false;
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
