using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>
/// A profile's stacks as a call tree: nodes of the trie with the same symbols and kinds are one, in depth-first order, siblings
/// by name and kind. Worked out once per profile, so that every slice's flame tree is a selection of it and needs no sort of its own.
/// </summary>
internal sealed class StackOrder
{
    private readonly int[] _placeOf;
    private readonly int[] _parents;
    private readonly int[] _depths;
    private readonly FrameId[] _frames;
    private readonly bool[]? _isMixed;

    public StackOrder(ProfileTables tables)
    {
        StackTrie trie = tables.Stacks;
        (int[] ranks, int rankCount) = RankFrames(tables);
        Column<int> parents = new();
        Column<int> rankOfNode = new();
        Column<FrameId> frames = new();
        int[] merged = MergeNodes(trie, ranks, rankCount, ref parents, ref rankOfNode, ref frames);
        int[] order = DepthFirstOrder.Of(parents.Values, rankOfNode.Values, rankCount);
        int[] placeOfMerged = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            placeOfMerged[order[place]] = place;
        }

        _placeOf = Array.ConvertAll(merged, node => placeOfMerged[node]);
        _parents = new int[order.Length];
        _depths = new int[order.Length];
        _frames = new FrameId[order.Length];
        for (int place = 1; place < order.Length; place++)
        {
            _parents[place] = placeOfMerged[parents[order[place]]];
            _depths[place] = _depths[_parents[place]] + 1;
            _frames[place] = frames[order[place]];
        }

        _isMixed = order.Length == trie.Count ? null : FindMixed(tables);
    }

    /// <summary>Number of places; place 0 is the empty stack.</summary>
    public int Count => _parents.Length;

    /// <summary>By stack: its place.</summary>
    public ReadOnlySpan<int> PlaceOf => _placeOf;

    /// <summary>By place: the parent's, which comes before it.</summary>
    public ReadOnlySpan<int> Parents => _parents;

    /// <summary>By place: how many frames the stack has.</summary>
    public ReadOnlySpan<int> Depths => _depths;

    /// <summary>By place: a leaf frame with the node's symbol and kind, and its module unless the place is mixed.</summary>
    public ReadOnlySpan<FrameId> Frames => _frames;

    /// <summary>Whether frames of several modules meet in a place.</summary>
    public bool IsMixed(int place) => _isMixed is not null && _isMixed[place];

    // Equal symbols of equal kind share a rank; ranks follow the order of names as bytes, then of kinds.
    private static (int[] Ranks, int Count) RankFrames(ProfileTables tables)
    {
        Frame[] frames = tables.Frames;
        int[] order = new int[frames.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) =>
        {
            int byName = frames[left].Symbol == frames[right].Symbol
                ? 0
                : tables.Strings[frames[left].Symbol].SequenceCompareTo(tables.Strings[frames[right].Symbol]);
            return byName != 0 ? byName : frames[left].Kind.CompareTo(frames[right].Kind);
        });
        int[] ranks = new int[frames.Length];
        int rank = -1;
        for (int i = 0; i < order.Length; i++)
        {
            Frame frame = frames[order[i]];
            bool isNew = i == 0 || frame.Symbol != frames[order[i - 1]].Symbol || frame.Kind != frames[order[i - 1]].Kind;
            ranks[order[i]] = rank += isNew ? 1 : 0;
        }

        return (ranks, rank + 1);
    }

    private static int[] MergeNodes(
        StackTrie trie, int[] ranks, int rankCount, ref Column<int> parents, ref Column<int> rankOfNode, ref Column<FrameId> frames)
    {
        int[] merged = new int[trie.Count];
        bool isOneToOne = rankCount == ranks.Length;
        KeyedHash hash = KeyedHash.CreateRandom();
        HashIndex index = new();
        parents.Add(0);
        rankOfNode.Add(0);
        frames.Add(default);
        for (int node = 1; node < merged.Length; node++)
        {
            FrameId frame = trie.Frames[node];
            int parent = merged[trie.Parents[node].Value];
            int rank = ranks[frame.Value];
            uint key = 0;
            if (!isOneToOne)
            {
                key = hash.Of(parent, rank);
                if (Find(index, key, parent, rank, parents.Values, rankOfNode.Values) is int known)
                {
                    merged[node] = known;
                    continue;
                }
            }

            merged[node] = parents.Count;
            parents.Add(parent);
            rankOfNode.Add(rank);
            frames.Add(frame);
            if (!isOneToOne)
            {
                index.Add(key, merged[node]);
            }
        }

        return merged;
    }

    private static int? Find(HashIndex index, uint key, int parent, int rank, ReadOnlySpan<int> parents, ReadOnlySpan<int> ranks)
    {
        int position = index.Start(key);
        while (index.TryNext(key, ref position, out int row))
        {
            if (parents[row] == parent && ranks[row] == rank)
            {
                return row;
            }
        }

        return null;
    }

    private bool[] FindMixed(ProfileTables tables)
    {
        bool[] isMixed = new bool[Count];
        for (int stack = 1; stack < _placeOf.Length; stack++)
        {
            int place = _placeOf[stack];
            isMixed[place] |= tables.Frames[tables.Stacks.Frames[stack].Value].Module != tables.Frames[_frames[place].Value].Module;
        }

        return isMixed;
    }
}
