using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Explaining;

/// <summary>Where a function runs: on which CPUs, during an event and before it, and in which program.</summary>
internal sealed class CulpritPlaces(ObservedSamples samples, Functions functions)
{
    private const int MaxCpus = 4;

    // By stack: 1 where it holds the function, -1 where it does not, 0 where nobody has looked.
    private readonly sbyte[] _holders = new sbyte[samples.Store.StackTrie.Count];
    private int _function = -1;

    public ImmutableArray<AffectedCpu> CpusOf(int function, IEnumerable<TimeRange> examined, IEnumerable<TimeRange> baseline)
    {
        Forget(function);
        (long Held, long All)[] inside = Count(function, examined);
        (long Held, long All)[] outside = Count(function, baseline);
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

        return [.. cpus.OrderByDescending(static cpu => cpu.ShareOfCulprit).ThenBy(static cpu => cpu.Cpu).Take(MaxCpus)];
    }

    /// <summary>The command whose threads run a function most; empty where none does.</summary>
    public string CommandOf(int function, IEnumerable<TimeRange> ranges)
    {
        SampleStore store = samples.Store;
        Forget(function);
        Dictionary<StringId, long> held = [];
        foreach (TimeRange range in ranges)
        {
            int end = samples.LowerBound(range.End);
            for (int sample = samples.LowerBound(range.Start); sample < end; sample++)
            {
                int stack = samples.Stacks[sample].Value;
                if (_holders[stack] != 0 ? _holders[stack] > 0 : Holds(stack, function))
                {
                    StringId command = store.ThreadTable[samples.Threads[sample].Value].Command;
                    held[command] = held.GetValueOrDefault(command) + samples.WeightOf(sample);
                }
            }
        }

        return held.Count == 0 ? "" : store.Strings.GetString(held.OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key.Value).First().Key);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (long Held, long All)[] Count(int function, IEnumerable<TimeRange> ranges)
    {
        ReadOnlySpan<short> ofSamples = samples.Cpus;
        ReadOnlySpan<StackId> stacks = samples.Stacks;
        ReadOnlySpan<sbyte> holders = _holders;
        (long Held, long All)[] cpus = new (long, long)[samples.CpuCount];
        foreach (TimeRange range in ranges)
        {
            int end = samples.LowerBound(range.End);
            for (int sample = samples.LowerBound(range.Start); sample < end; sample++)
            {
                if (ofSamples[sample] < 0)
                {
                    continue;
                }

                int stack = stacks[sample].Value;
                bool holds = holders[stack] != 0 ? holders[stack] > 0 : Holds(stack, function);
                ref (long Held, long All) cpu = ref cpus[ofSamples[sample]];
                long weight = samples.WeightOf(sample);
                cpu.Held += holds ? weight : 0;
                cpu.All += weight;
            }
        }

        return cpus;
    }

    private void Forget(int function)
    {
        if (function != _function)
        {
            Array.Clear(_holders);
            _function = function;
        }
    }

    // What is known of a stack is known of all that it stands on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Holds(int stack, int function)
    {
        StackTrie trie = samples.Store.StackTrie;
        sbyte[] holders = _holders;
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
