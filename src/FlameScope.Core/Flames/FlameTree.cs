using FlameScope.Filters;
using FlameScope.Flames;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>The merged stacks of a slice of a profile: what a flame graph draws.</summary>
/// <remarks>
/// Immutable, and independent of the store it was built from. A node is one (name, kind) under its parent. Nodes lie in
/// depth-first order, children ordered by name and kind, so the same samples give the same tree whatever their order.
/// </remarks>
public sealed class FlameTree
{
    internal const byte NoKind = byte.MaxValue;

    private readonly Utf8Table _names;
    private readonly Utf8Table _labels;
    private readonly FlameTreeNodes _nodes;

    /// <param name="nodes">The columns; the tree keeps them.</param>
    /// <param name="names">Names of nodes with a kind, and of all modules.</param>
    /// <param name="labels">Names of nodes without a kind.</param>
    /// <param name="head">Everything else.</param>
    internal FlameTree(FlameTreeNodes nodes, Utf8Table names, Utf8Table labels, FlameTreeHead head)
    {
        _nodes = nodes;
        _names = names;
        _labels = labels;
        Head = head;
        foreach (int depth in nodes.Depths)
        {
            MaxDepth = Math.Max(MaxDepth, depth);
        }
    }

    /// <summary>Number of nodes, the root included; at least 1.</summary>
    public int Count => _nodes.Count;

    /// <summary>The root, which stands for everything shown and is named <c>root</c>.</summary>
    public FlameNode Root => new(this, 0);

    /// <summary>What the tree holds, in the unit of <see cref="Metric"/>.</summary>
    public long Total => _nodes.Totals[0];

    /// <summary>Number of levels below the root.</summary>
    public int MaxDepth { get; }

    /// <summary>The slice of time from its first instant to its end, in nanoseconds of the profile's clock; <see langword="null"/> for the whole, or for merged trees of different slices.</summary>
    public TimeRange? Range => Ranges.Count == 0 ? null : TimeRanges.HullOf(Ranges);

    /// <summary>The parts of <see cref="Range"/> that are in the tree, in order; one where the slice is one range, none where it is the whole.</summary>
    public IReadOnlyList<TimeRange> Ranges => Head.Ranges;

    /// <summary>
    /// The instant that seconds are counted from (<see cref="Profile.Origin"/>), in nanoseconds of the profile's clock;
    /// <see langword="null"/> where the profile has no clock, and for merged trees that count from different ones.
    /// </summary>
    public long? ProfileOrigin => Head.ProfileOrigin;

    /// <summary>
    /// The time that the tree's samples were taken in, in nanoseconds: of the slice, or of the whole profile; the sum of both for
    /// merged trees; <see langword="null"/> where the profile has no clock.
    /// </summary>
    public long? Duration => Head.Duration;

    /// <summary>What the nodes' values are.</summary>
    public Metric Metric => Head.Metric;

    /// <summary>Name of the event shown; <c>all</c> where several are counted together.</summary>
    public string EventName => Head.EventName;

    /// <summary>The account of every event of the profile.</summary>
    public Coverage Coverage => Head.Coverage;

    /// <summary>Each node's parent, by node; that of the root is 0.</summary>
    public ReadOnlySpan<int> Parents => _nodes.Parents;

    /// <summary>Each node's number of nodes above it.</summary>
    public ReadOnlySpan<int> Depths => _nodes.Depths;

    /// <summary>Each node's index after its last descendant.</summary>
    public ReadOnlySpan<int> SubtreeEnds => _nodes.SubtreeEnds;

    /// <summary>Each node's own value: what ended in it.</summary>
    public ReadOnlySpan<long> SelfValues => _nodes.Selfs;

    /// <summary>Each node's value with those of all descendants.</summary>
    public ReadOnlySpan<long> TotalValues => _nodes.Totals;

    /// <summary>Merges the stacks of a slice's samples into a tree.</summary>
    /// <param name="slice">The samples, and what each adds; a profile by itself is its whole slice.</param>
    /// <param name="options">How stacks become the tree; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    public static FlameTree Create(ProfileSlice slice, FlameTreeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(slice);
        options ??= new FlameTreeOptions();
        options.Check();
        using SampleSelection selection = new(slice);
        Profile profile = slice.Profile;
        ThreadGroups groups = new(profile, options.Root);
        StackScratch scratch = profile.StackScratch.Get();
        try
        {
            StackCounter.Count(selection, groups, scratch);
            slice.Cancellation.ThrowIfCancellationRequested();
            FlameTreeHead head = FlameTreeHead.Of(selection);
            FlameTree tree = options.IsPlain
                ? new FlameTree(OrderedMerger.Merge(profile, groups, scratch, options.MinShare), profile.Strings, groups.Labels, head)
                : new StackTransformer(profile, groups, options, slice.Cancellation).Merge(scratch, head);
            return tree.Prune(options.MinShare);
        }
        finally
        {
            profile.StackScratch.Return(scratch);
        }
    }

    /// <summary>A node by its place in depth-first order.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public FlameNode this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new FlameNode(this, index);
        }
    }

    /// <summary>The names of functions and modules that <see cref="NameIds"/> and <see cref="ModuleIds"/> point into.</summary>
    public Utf8Table Names => _names;

    /// <summary>The names of nodes that have no kind: the root, and commands, processes and threads.</summary>
    public Utf8Table Labels => _labels;

    /// <summary>
    /// Each node's name, as a row of <see cref="Names"/>, or of <see cref="Labels"/> where the node has no <see cref="FlameNode.Kind"/>:
    /// nodes with equal ids have equal names.
    /// </summary>
    public ReadOnlySpan<StringId> NameIds => _nodes.Names;

    /// <summary>Each node's module, as a row of <see cref="Names"/>; <see cref="StringId.Empty"/> where there is none.</summary>
    public ReadOnlySpan<StringId> ModuleIds => _nodes.Modules;

    internal FlameTreeHead Head { get; }

    internal StringId NameIdOf(int node) => _nodes.Names[node];

    internal ReadOnlySpan<byte> NameOf(int node) =>
        _nodes.Kinds[node] == NoKind ? _labels[_nodes.Names[node]] : _names[_nodes.Names[node]];

    internal ReadOnlySpan<byte> ModuleOf(int node) => _names[_nodes.Modules[node]];

    internal FrameKind? KindOf(int node) => _nodes.Kinds[node] == NoKind ? null : (FrameKind)_nodes.Kinds[node];

    internal byte KindByteOf(int node) => _nodes.Kinds[node];

    /// <summary>Adds trees up, node by node, such as those of several recordings of one service.</summary>
    /// <param name="trees">The trees; at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trees"/> or a tree is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no tree, or trees have different metrics.</exception>
    public static FlameTree Merge(IEnumerable<FlameTree> trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        FlameTree[] all = [.. trees];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no tree to merge.", nameof(trees));
        }

        FlameTreeBuilder builder = new();
        foreach (FlameTree tree in all)
        {
            ArgumentNullException.ThrowIfNull(tree, nameof(trees));
            tree.AddTo(builder);
        }

        return builder.Build(FlameTreeHead.Of(all));
    }

    private void AddTo(FlameTreeBuilder builder)
    {
        int[] merged = new int[Count];
        builder.AddSelf(0, SelfValues[0]);
        for (int node = 1; node < merged.Length; node++)
        {
            StringId name = builder.InternName(NameOf(node));
            StringId module = builder.InternName(ModuleOf(node));
            merged[node] = builder.Child(merged[Parents[node]], name, KindByteOf(node), module);
            builder.AddSelf(merged[node], SelfValues[node]);
        }
    }

    // Narrow siblings become one node, with all that is below them as its own: totals stay.
    private FlameTree Prune(double minShare)
    {
        double minTotal = minShare * Total;
        if (minShare == 0 || Total == 0)
        {
            return this;
        }

        FlameTreeBuilder builder = new();
        int[] kept = new int[Count];
        builder.AddSelf(0, SelfValues[0]);
        for (int node = 1; node < Count;)
        {
            int parent = kept[Parents[node]];
            if (TotalValues[node] < minTotal)
            {
                builder.AddSelf(builder.Child(parent, builder.InternName("other"u8), NoKind, StringId.Empty), TotalValues[node]);
                node = SubtreeEnds[node];
                continue;
            }

            kept[node] = builder.Child(parent, builder.InternName(NameOf(node)), KindByteOf(node), builder.InternName(ModuleOf(node)));
            builder.AddSelf(kept[node], SelfValues[node]);
            node++;
        }

        return builder.Build(Head);
    }
}
