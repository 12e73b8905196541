using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Explaining;

/// <summary>How much of each function, thread and CPU stands in some ranges of time: samples, or their weights.</summary>
internal sealed class SliceCounts
{
    private SliceCounts(SampleStore store)
    {
        Frames = new long[store.Frames.Length];
        Leaves = new long[store.Frames.Length];
        Depths = new long[store.Frames.Length];
        Threads = new long[store.ThreadTable.Length];
    }

    public long Total { get; private set; }

    /// <summary>Nanoseconds that the ranges span together.</summary>
    public long Duration { get; private set; }

    /// <summary>By function: what holds it, anywhere in the stack.</summary>
    public long[] Frames { get; }

    /// <summary>By function: what it is the leaf of.</summary>
    public long[] Leaves { get; }

    /// <summary>By function: the sum of its depths over what holds it.</summary>
    public long[] Depths { get; }

    /// <summary>The functions that stand in it.</summary>
    public List<int> Functions { get; } = [];

    /// <summary>By thread: what is its.</summary>
    public long[] Threads { get; }

    private void Clear()
    {
        foreach (int function in Functions)
        {
            Frames[function] = 0;
            Leaves[function] = 0;
            Depths[function] = 0;
        }

        Functions.Clear();
        Array.Clear(Threads);
        (Total, Duration) = (0, 0);
    }

    /// <summary>Counts one slice after the other, with the same working memory.</summary>
    internal sealed class Counter(ObservedSamples samples, StackFunctions functions)
    {
        private readonly long[] _own = new long[samples.Store.StackTrie.Count];
        private readonly long[] _sums = new long[samples.Store.StackTrie.Count];
        private readonly bool[] _isMet = new bool[samples.Store.StackTrie.Count];
        private readonly List<int> _nodes = [];
        private readonly List<int> _paths = [];
        private readonly SliceCounts _examined = new(samples.Store);
        private readonly SliceCounts _baseline = new(samples.Store);

        /// <summary>Counts what is examined and what it is compared with; valid up to the next call.</summary>
        public (SliceCounts Examined, SliceCounts Baseline) Count(IEnumerable<TimeRange> examined, IEnumerable<TimeRange> baseline)
        {
            Count(examined, _examined);
            Count(baseline, _baseline);
            return (_examined, _baseline);
        }

        private void Count(IEnumerable<TimeRange> ranges, SliceCounts slice)
        {
            slice.Clear();
            foreach (TimeRange range in ranges)
            {
                slice.Duration += range.Duration;
                Add(range, slice);
            }

            AddUp(slice);
            Clear();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Add(TimeRange range, SliceCounts slice)
        {
            ReadOnlySpan<StackId> stacks = samples.Stacks;
            ReadOnlySpan<ThreadId> threads = samples.Threads;
            ReadOnlySpan<StackId> parents = samples.Store.StackTrie.Parents;
            long[] ofThreads = slice.Threads;
            long total = 0;
            int end = samples.LowerBound(range.End);
            for (int sample = samples.LowerBound(range.Start); sample < end; sample++)
            {
                long weight = samples.WeightOf(sample);
                int stack = stacks[sample].Value;
                ofThreads[threads[sample].Value] += weight;
                total += weight;
                ref long own = ref _own[stack];
                if (own == 0 && stack != 0 && !_isMet[stack])
                {
                    _paths.Add(_nodes.Count);
                    for (int node = stack; node != 0 && !_isMet[node]; node = parents[node].Value)
                    {
                        _isMet[node] = true;
                        _nodes.Add(node);
                    }
                }

                own += weight;
            }

            slice.Total += total;
        }

        // Every node once. Its children stand before it on the path that met it first, or on paths that were met later: from the last
        // path to the first they are added up in time.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void AddUp(SliceCounts slice)
        {
            ReadOnlySpan<StackId> parents = samples.Store.StackTrie.Parents;
            ReadOnlySpan<FrameId> frames = samples.Store.StackTrie.Frames;
            ReadOnlySpan<int> ofFrames = functions.Functions.OfFrames;
            ReadOnlySpan<int> depths = functions.Depths;
            ReadOnlySpan<int> nodes = CollectionsMarshal.AsSpan(_nodes);
            int end = nodes.Length;
            for (int path = _paths.Count - 1; path >= 0; end = _paths[path--])
            {
                foreach (int node in nodes[_paths[path]..end])
                {
                    long own = _own[node];
                    long sum = _sums[node] + own;
                    if (own != 0)
                    {
                        slice.Leaves[ofFrames[frames[node].Value]] += own;
                    }

                    _sums[parents[node].Value] += sum;
                    int function = functions.FunctionOf(node);
                    if (function >= 0 && sum > 0)
                    {
                        if (slice.Frames[function] == 0)
                        {
                            slice.Functions.Add(function);
                        }

                        slice.Frames[function] += sum;
                        slice.Depths[function] += sum * depths[node];
                    }
                }
            }
        }

        private void Clear()
        {
            foreach (int node in _nodes)
            {
                _own[node] = 0;
                _sums[node] = 0;
                _isMet[node] = false;
            }

            _own[0] = 0;
            _sums[0] = 0;
            _nodes.Clear();
            _paths.Clear();
        }
    }
}
