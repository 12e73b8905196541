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
        (long Held, long All)[] inside = Count(samples, functions, function, during, holders);
        (long Held, long All)[] outside = Count(samples, functions, function, background, holders);
        long held = inside.Sum(static cpu => cpu.Held);
        long heldBefore = outside.Sum(static cpu => cpu.Held);
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

    private static (long Held, long All)[] Count(
        ObservedSamples samples, Functions functions, int function, IEnumerable<TimeRange> ranges, sbyte[] holders)
    {
        SampleStore store = samples.Store;
        ReadOnlySpan<short> ofSamples = store.Cpus;
        ReadOnlySpan<StackId> stacks = store.Stacks;
        (long Held, long All)[] cpus = new (long, long)[samples.CpuCount];
        foreach (TimeRange range in ranges)
        {
            int end = samples.LowerBound(range.End);
            foreach (int sample in samples.Samples[samples.LowerBound(range.Start)..end])
            {
                if (ofSamples[sample] < 0)
                {
                    continue;
                }

                int stack = stacks[sample].Value;
                bool holds = holders[stack] != 0 ? holders[stack] > 0 : Holds(store.StackTrie, functions, stack, function, holders);
                ref (long Held, long All) cpu = ref cpus[ofSamples[sample]];
                long weight = samples.IsWeighted ? store.WeightOf(sample) : 1;
                cpu = (cpu.Held + (holds ? weight : 0), cpu.All + weight);
            }
        }

        return cpus;
    }

    // What is known of a stack is known of all that it stands on.
    private static bool Holds(StackTrie trie, Functions functions, int stack, int function, sbyte[] holders)
    {
        ReadOnlySpan<StackId> parents = trie.Parents;
        ReadOnlySpan<FrameId> frames = trie.Frames;
        ReadOnlySpan<int> ofFrames = functions.OfFrames;
        int node = stack;
        while (node != 0 && holders[node] == 0 && ofFrames[frames[node].Value] != function)
        {
            node = parents[node].Value;
        }

        sbyte holds = node == 0 ? (sbyte)-1 : holders[node] == 0 ? (sbyte)1 : holders[node];
        for (int at = stack; at != node; at = parents[at].Value)
        {
            holders[at] = holds;
        }

        holders[node] = holds;
        return holds > 0;
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
