using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

/// <summary>How often each function, thread and CPU stands in the samples of some ranges of time.</summary>
internal sealed class SliceCounts
{
    private SliceCounts(SampleStore store)
    {
        Frames = new int[store.Frames.Length];
        Leaves = new int[store.Frames.Length];
        Depths = new long[store.Frames.Length];
        Threads = new int[store.ThreadTable.Length];
    }

    public int Total { get; private set; }

    /// <summary>Nanoseconds that the ranges span together.</summary>
    public long Duration { get; private set; }

    /// <summary>By function: samples that hold it, anywhere in the stack.</summary>
    public int[] Frames { get; }

    /// <summary>By function: samples that it is the leaf of.</summary>
    public int[] Leaves { get; }

    /// <summary>By function: the sum of its depths over the samples that hold it.</summary>
    public long[] Depths { get; }

    /// <summary>By thread: its samples.</summary>
    public int[] Threads { get; }

    public static SliceCounts Of(ObservedSamples samples, Functions functions, IEnumerable<TimeRange> ranges)
    {
        SampleStore store = samples.Store;
        SliceCounts slice = new(store);
        Dictionary<int, int> stacks = [];
        foreach (TimeRange range in ranges)
        {
            slice.Duration += range.Duration;
            int end = samples.LowerBound(range.End);
            for (int i = samples.LowerBound(range.Start); i < end; i++)
            {
                int sample = samples.Samples[i];
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(stacks, store.Stacks[sample].Value, out _)++;
                slice.Threads[store.Threads[sample].Value]++;
                slice.Total++;
            }
        }

        slice.CountFrames(store.StackTrie, functions.OfFrames, stacks);
        return slice;
    }

    private void CountFrames(StackTrie trie, ReadOnlySpan<int> functions, Dictionary<int, int> stacks)
    {
        int[] visitors = new int[Frames.Length];
        int visitor = 0;
        foreach ((int stack, int count) in stacks)
        {
            visitor++;
            int depth = trie.DepthOf(new StackId(stack));
            if (stack != 0)
            {
                Leaves[functions[trie.Frames[stack].Value]] += count;
            }

            for (int node = stack; node != 0; node = trie.Parents[node].Value, depth--)
            {
                int frame = functions[trie.Frames[node].Value];
                if (visitors[frame] != visitor)
                {
                    visitors[frame] = visitor;
                    Frames[frame] += count;
                    Depths[frame] += (long)depth * count;
                }
            }
        }
    }
}
