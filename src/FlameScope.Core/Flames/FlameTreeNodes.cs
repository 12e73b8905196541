using FlameScope.Model;

namespace FlameScope.Flames;

/// <summary>The columns of a flame tree, nodes in depth-first order.</summary>
/// <remarks>Names of nodes without a kind (the root, groups, <c>other</c>) are rows of the tree's labels, all others of its strings.</remarks>
internal sealed class FlameTreeNodes(int count)
{
    public int Count { get; } = count;

    public StringId[] Names { get; } = new StringId[count];

    public StringId[] Modules { get; } = new StringId[count];

    public byte[] Kinds { get; } = new byte[count];

    public int[] Parents { get; } = new int[count];

    public int[] Depths { get; } = new int[count];

    public int[] SubtreeEnds { get; } = new int[count];

    public long[] Selfs { get; } = new long[count];

    public long[] Totals { get; } = new long[count];

    /// <summary>Stretches each node's subtree over those of its children; call when every node ends behind itself.</summary>
    public void EndSubtrees()
    {
        for (int node = Count - 1; node > 0; node--)
        {
            SubtreeEnds[Parents[node]] = Math.Max(SubtreeEnds[Parents[node]], SubtreeEnds[node]);
        }
    }
}
