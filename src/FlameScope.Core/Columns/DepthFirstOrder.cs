namespace FlameScope.Columns;

/// <summary>Puts the nodes of a tree into depth-first order, siblings by rank.</summary>
internal static class DepthFirstOrder
{
    /// <summary>Nodes in depth-first order.</summary>
    /// <param name="parents">By node: its parent, which has a smaller number; node 0 is the root.</param>
    /// <param name="ranks">By node: its place among siblings, from 0; siblings with equal ranks keep the order of their numbers.</param>
    /// <param name="rankCount">One more than the largest rank.</param>
    public static int[] Of(ReadOnlySpan<int> parents, ReadOnlySpan<int> ranks, int rankCount)
    {
        int count = parents.Length;
        int[] firstChild = new int[count];
        int[] nextSibling = new int[count];

        // Handing the nodes out to their parents in falling order of rank leaves each list of children in rising order: one
        // counting sort over all instead of a sort a node.
        int[] rising = ByRank(ranks, rankCount);
        for (int i = rising.Length - 1; i >= 0; i--)
        {
            int node = rising[i];
            nextSibling[node] = firstChild[parents[node]];
            firstChild[parents[node]] = node;
        }

        int[] order = new int[count];
        int current = 0;
        for (int place = 1; place < count; place++)
        {
            int next = firstChild[current];
            while (next == 0)
            {
                next = nextSibling[current];
                current = parents[current];
            }

            order[place] = current = next;
        }

        return order;
    }

    // All nodes but the root.
    private static int[] ByRank(ReadOnlySpan<int> ranks, int rankCount)
    {
        int[] starts = new int[rankCount + 1];
        for (int node = 1; node < ranks.Length; node++)
        {
            starts[ranks[node] + 1]++;
        }

        for (int rank = 1; rank < starts.Length; rank++)
        {
            starts[rank] += starts[rank - 1];
        }

        int[] nodes = new int[Math.Max(0, ranks.Length - 1)];
        for (int node = 1; node < ranks.Length; node++)
        {
            nodes[starts[ranks[node]]++] = node;
        }

        return nodes;
    }
}
