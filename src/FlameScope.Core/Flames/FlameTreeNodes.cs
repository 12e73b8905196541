namespace FlameScope.Flames;

/// <summary>The columns of a flame tree, nodes in depth-first order.</summary>
/// <remarks>
/// Names of nodes without a kind (the root, groups, <c>other</c>) are rows of the tree's labels, all others of its strings. Columns begin
/// undefined: clearing what is written anyway took a twentieth of a large tree's time.
/// </remarks>
internal sealed class FlameTreeNodes(int count)
{
    public int Count { get; } = count;

    public StringId[] Names { get; } = GC.AllocateUninitializedArray<StringId>(count);

    public StringId[] Modules { get; } = GC.AllocateUninitializedArray<StringId>(count);

    public byte[] Kinds { get; } = GC.AllocateUninitializedArray<byte>(count);

    public int[] Parents { get; } = GC.AllocateUninitializedArray<int>(count);

    public int[] Depths { get; } = GC.AllocateUninitializedArray<int>(count);

    public int[] SubtreeEnds { get; } = GC.AllocateUninitializedArray<int>(count);

    public long[] Selfs { get; } = GC.AllocateUninitializedArray<long>(count);

    public long[] Totals { get; } = GC.AllocateUninitializedArray<long>(count);

    /// <summary>Makes a node the root, or a group's below it, without a value.</summary>
    public void SetLabel(int node, StringId label, int depth)
    {
        Names[node] = label;
        Modules[node] = StringId.Empty;
        Kinds[node] = FlameTree.NoKind;
        Parents[node] = 0;
        Depths[node] = depth;
        SubtreeEnds[node] = node + 1;
        Selfs[node] = 0;
        Totals[node] = 0;
    }

    /// <summary>Stretches each node's subtree over those of its children; call when every node ends just after itself.</summary>
    public void EndSubtrees()
    {
        for (int node = Count - 1; node > 0; node--)
        {
            SubtreeEnds[Parents[node]] = Math.Max(SubtreeEnds[Parents[node]], SubtreeEnds[node]);
        }
    }
}
