using System.Runtime.InteropServices;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

/// <summary>The features of a recording, and to which of them each sample belongs.</summary>
/// <remarks>Functions that stand in the same samples, as a caller and its only callee do, are one feature.</remarks>
internal sealed class FeatureTable
{
    // What nearly every sample has in common is the volume, which is a feature of its own.
    private const double NearlyAll = 0.98;

    private readonly List<Feature> _features = [];
    private readonly Functions _functions;
    private readonly int[] _featureOfThread;
    private readonly int[] _featureOfProcess;
    private readonly int[] _rowOfStack;
    private readonly int[] _firsts;
    private readonly int[] _featuresOfStacks;

    public FeatureTable(ObservedSamples samples, Functions functions, int fewestSamples)
    {
        SampleStore store = samples.Store;
        _functions = functions;
        _features.Add(new Feature(FeatureKind.All, 0, samples.Count));
        int most = (int)(samples.Count * NearlyAll);
        int[] stackCounts = new int[store.StackTrie.Count];
        int[] threadCounts = new int[store.ThreadTable.Length];
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        foreach (int sample in samples.Samples)
        {
            stackCounts[stacks[sample].Value]++;
            threadCounts[threads[sample].Value]++;
        }

        _featureOfThread = new int[threadCounts.Length];
        _featureOfProcess = new int[threadCounts.Length];
        AddThreads(store, threadCounts, fewestSamples, most);
        FirstFrame = _features.Count;
        _rowOfStack = new int[stackCounts.Length];
        int[] used = NumberStacks(stackCounts);
        int[] featureOfFrame = AddFrames(store, used, stackCounts, fewestSamples, most);
        _firsts = new int[used.Length + 1];
        _featuresOfStacks = ListFeatures(store, used, featureOfFrame);
    }

    public ReadOnlySpan<Feature> Features => CollectionsMarshal.AsSpan(_features);

    /// <summary>Number of the first feature that is a function; all behind it are.</summary>
    public int FirstFrame { get; }

    /// <summary>The features of a thread and its process; 0 for none.</summary>
    public (int Thread, int Process) OfThread(ThreadId thread) => (_featureOfThread[thread.Value], _featureOfProcess[thread.Value]);

    /// <summary>The features among the frames of a stack that some sample has.</summary>
    public ReadOnlySpan<int> OfStack(StackId stack)
    {
        int row = _rowOfStack[stack.Value];
        return _featuresOfStacks.AsSpan(_firsts[row], _firsts[row + 1] - _firsts[row]);
    }

    /// <summary>Whether a sample belongs to a feature.</summary>
    public bool Holds(int feature, StackId stack, ThreadId thread) => _features[feature].Kind switch
    {
        FeatureKind.All => true,
        FeatureKind.Thread => _featureOfThread[thread.Value] == feature,
        FeatureKind.Process => _featureOfProcess[thread.Value] == feature,
        _ => OfStack(stack).Contains(feature),
    };

    private void AddThreads(SampleStore store, int[] counts, int fewest, int most)
    {
        Dictionary<int, (int Count, int Threads)> processes = [];
        for (int thread = 0; thread < counts.Length; thread++)
        {
            if (counts[thread] >= fewest && counts[thread] <= most)
            {
                _featureOfThread[thread] = Add(new Feature(FeatureKind.Thread, thread, counts[thread]));
            }

            if (counts[thread] > 0)
            {
                ref (int Count, int Threads) process = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    processes, store.ThreadTable[thread].ProcessOrThreadId, out _);
                process = (process.Count + counts[thread], process.Threads + 1);
            }
        }

        Dictionary<int, int> featureOf = [];
        for (int thread = 0; thread < counts.Length; thread++)
        {
            int id = store.ThreadTable[thread].ProcessOrThreadId;
            if (!processes.TryGetValue(id, out (int Count, int Threads) process)
                || process.Threads == 1 || process.Count < fewest || process.Count > most)
            {
                continue;
            }

            ref int feature = ref CollectionsMarshal.GetValueRefOrAddDefault(featureOf, id, out bool known);
            if (!known)
            {
                feature = Add(new Feature(FeatureKind.Process, id, process.Count));
            }

            _featureOfProcess[thread] = feature;
        }
    }

    private int Add(Feature feature)
    {
        _features.Add(feature);
        return _features.Count - 1;
    }

    private int[] NumberStacks(int[] stackCounts)
    {
        List<int> used = [];
        for (int stack = 0; stack < stackCounts.Length; stack++)
        {
            if (stackCounts[stack] > 0)
            {
                _rowOfStack[stack] = used.Count;
                used.Add(stack);
            }
        }

        return [.. used];
    }

    private int[] AddFrames(SampleStore store, int[] used, int[] stackCounts, int fewest, int most)
    {
        ReadOnlySpan<StackId> parents = store.StackTrie.Parents;
        ReadOnlySpan<FrameId> frames = store.StackTrie.Frames;
        ReadOnlySpan<int> functions = _functions.OfFrames;
        int[] visitors = new int[store.Frames.Length];
        int[] counts = new int[store.Frames.Length];
        ulong[] signatures = new ulong[store.Frames.Length];
        for (int row = 0; row < used.Length; row++)
        {
            ulong mark = Mix((ulong)row + 1);
            int count = stackCounts[used[row]];
            for (int stack = used[row]; stack != 0; stack = parents[stack].Value)
            {
                int frame = functions[frames[stack].Value];
                if (visitors[frame] != row + 1)
                {
                    visitors[frame] = row + 1;
                    counts[frame] += count;
                    signatures[frame] ^= mark;
                }
            }
        }

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

    private int[] ListFeatures(SampleStore store, int[] used, int[] featureOfFrame)
    {
        ReadOnlySpan<StackId> parents = store.StackTrie.Parents;
        ReadOnlySpan<FrameId> frames = store.StackTrie.Frames;
        ReadOnlySpan<int> functions = _functions.OfFrames;
        int[] visitors = new int[_features.Count];
        List<int> list = new(used.Length * 8);
        for (int row = 0; row < used.Length; row++)
        {
            for (int stack = used[row]; stack != 0; stack = parents[stack].Value)
            {
                int feature = featureOfFrame[functions[frames[stack].Value]];
                if (feature != 0 && visitors[feature] != row + 1)
                {
                    visitors[feature] = row + 1;
                    list.Add(feature);
                }
            }

            _firsts[row + 1] = list.Count;
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
