using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlameScope.Perturbations.Features;

/// <summary>The features of a recording, and to which of them each sample belongs.</summary>
/// <remarks>Functions that stand in the same samples, as a caller and its only callee do, are one feature.</remarks>
internal sealed class FeatureTable
{
    // What nearly every sample has in common is the volume, which is a feature of its own.
    private const double NearlyAll = 0.98;

    private readonly List<Feature> _features = [];
    private readonly int[] _featureOfThread;
    private readonly int[] _featureOfProcess;
    private readonly int[] _firsts;
    private readonly int[] _featuresOfStacks;
    private readonly double _unit;

    public FeatureTable(ObservedSamples samples, StackFunctions nodes, int minSamples)
    {
        SampleStore store = samples.Store;
        _features.Add(new Feature(FeatureKind.All, 0, samples.Count));
        int most = (int)(samples.Count * NearlyAll);
        long[] ofStacks = new long[store.StackTrie.Count];
        long[] ofThreads = new long[store.ThreadTable.Length];
        AddUp(samples, ofStacks, ofThreads);
        _unit = samples.Unit;
        _featureOfThread = new int[ofThreads.Length];
        _featureOfProcess = new int[ofThreads.Length];
        AddThreads(store, ofThreads, minSamples, most);
        FirstFrame = _features.Count;
        int[] featureOfFrame = AddFrames(store, nodes, ofStacks, minSamples, most);
        _firsts = new int[ofStacks.Length + 1];
        _featuresOfStacks = ListFeatures(store, nodes, ofStacks, featureOfFrame);
    }

    public ReadOnlySpan<Feature> Features => CollectionsMarshal.AsSpan(_features);

    /// <summary>Number of the first feature that is a function; all after it are.</summary>
    public int FirstFrame { get; }

    /// <summary>The features of a thread and its process; 0 for none.</summary>
    public (int Thread, int Process) OfThread(ThreadId thread) => (_featureOfThread[thread.Value], _featureOfProcess[thread.Value]);

    /// <summary>The features among the frames of a stack that some sample has.</summary>
    public ReadOnlySpan<int> OfStack(StackId stack)
    {
        int first = _firsts[stack.Value];
        return _featuresOfStacks.AsSpan(first, _firsts[stack.Value + 1] - first);
    }

    /// <summary>Whether a sample belongs to a feature.</summary>
    public bool Holds(int feature, StackId stack, ThreadId thread) => _features[feature].Kind switch
    {
        FeatureKind.All => true,
        FeatureKind.Thread => _featureOfThread[thread.Value] == feature,
        FeatureKind.Process => _featureOfProcess[thread.Value] == feature,
        _ => OfStack(stack).Contains(feature),
    };

    private static void AddUp(ObservedSamples samples, long[] ofStacks, long[] ofThreads)
    {
        ReadOnlySpan<StackId> stacks = samples.Stacks;
        ReadOnlySpan<ThreadId> threads = samples.Threads;
        for (int sample = 0; sample < stacks.Length; sample++)
        {
            long weight = samples.WeightOf(sample);
            ofStacks[stacks[sample].Value] += weight;
            ofThreads[threads[sample].Value] += weight;
        }
    }

    private int CountOf(long sum) => (int)ObservedSamples.Rounded(sum, _unit);

    private void AddThreads(SampleStore store, long[] sums, int fewest, int most)
    {
        Dictionary<int, (long Sum, int Threads)> processes = [];
        for (int thread = 0; thread < sums.Length; thread++)
        {
            int count = CountOf(sums[thread]);
            if (count >= fewest && count <= most)
            {
                _featureOfThread[thread] = Add(new Feature(FeatureKind.Thread, thread, count));
            }

            if (sums[thread] > 0)
            {
                ref (long Sum, int Threads) process = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    processes, store.ThreadTable[thread].PidOrTid, out _);
                process = (process.Sum + sums[thread], process.Threads + 1);
            }
        }

        Dictionary<int, int> featureOf = [];
        for (int thread = 0; thread < sums.Length; thread++)
        {
            int id = store.ThreadTable[thread].PidOrTid;
            if (!processes.TryGetValue(id, out (long Sum, int Threads) process)
                || process.Threads == 1 || CountOf(process.Sum) < fewest || CountOf(process.Sum) > most)
            {
                continue;
            }

            ref int feature = ref CollectionsMarshal.GetValueRefOrAddDefault(featureOf, id, out bool known);
            if (!known)
            {
                feature = Add(new Feature(FeatureKind.Process, id, CountOf(process.Sum)));
            }

            _featureOfProcess[thread] = feature;
        }
    }

    private int Add(Feature feature)
    {
        _features.Add(feature);
        return _features.Count - 1;
    }

    // Every node of the trie once: what a node's subtree holds, its function's samples hold, but for calls within itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] AddFrames(SampleStore store, StackFunctions nodes, long[] stackSums, int fewest, int most)
    {
        ReadOnlySpan<StackId> parents = store.StackTrie.Parents;
        long[] ofFrames = new long[store.Frames.Length];
        ulong[] signatures = new ulong[store.Frames.Length];
        long[] sums = [.. stackSums];
        ulong[] marks = new ulong[sums.Length];
        for (int node = sums.Length - 1; node > 0; node--)
        {
            long sum = sums[node];
            if (sum == 0)
            {
                continue;
            }

            ulong mark = marks[node] ^ (stackSums[node] > 0 ? Mix((ulong)node) : 0);
            int parent = parents[node].Value;
            sums[parent] += sum;
            marks[parent] ^= mark;
            int frame = nodes.FunctionOf(node);
            if (frame >= 0)
            {
                ofFrames[frame] += sum;
                signatures[frame] ^= mark;
            }
        }

        int[] counts = Array.ConvertAll(ofFrames, CountOf);
        int[] featureOfFrame = new int[counts.Length];
        Dictionary<(int Count, ulong Signature), int> known = [];
        for (int frame = 0; frame < counts.Length; frame++)
        {
            if (counts[frame] >= fewest && counts[frame] <= most
                && known.TryAdd((counts[frame], signatures[frame]), _features.Count))
            {
                featureOfFrame[frame] = Add(new Feature(FeatureKind.Frame, frame, counts[frame]));
            }
        }

        return featureOfFrame;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] ListFeatures(SampleStore store, StackFunctions nodes, long[] stackSums, int[] featureOfFrame)
    {
        // The next node upwards that is a feature: most nodes are none.
        ReadOnlySpan<StackId> parents = store.StackTrie.Parents;
        int[] features = new int[parents.Length];
        int[] above = new int[parents.Length];
        for (int node = 1; node < features.Length; node++)
        {
            int frame = nodes.FunctionOf(node);
            features[node] = frame >= 0 ? featureOfFrame[frame] : 0;
            int parent = parents[node].Value;
            above[node] = features[parent] != 0 ? parent : above[parent];
        }

        List<int> list = new(features.Length);
        for (int stack = 0; stack < features.Length; stack++)
        {
            int lowest = stackSums[stack] == 0 ? 0 : features[stack] != 0 ? stack : above[stack];
            for (int node = lowest; node != 0; node = above[node])
            {
                list.Add(features[node]);
            }

            _firsts[stack + 1] = list.Count;
        }

        return [.. list];
    }

    // The finaliser of SplitMix64: rows become marks whose exclusive or tells sets of rows apart.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
