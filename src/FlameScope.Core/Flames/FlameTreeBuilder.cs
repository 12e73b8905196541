using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>Grows a flame tree node by node, parents first, and puts it into its final order.</summary>
internal sealed class FlameTreeBuilder
{
    private readonly record struct Node(int Parent, StringId Name, byte Kind);

    // A module of -1 means that frames of several modules meet in the node.
    private static readonly StringId SeveralModules = new(-1);

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly Utf8Interner _names = new();
    private Column<Node> _nodes = new();
    private Column<StringId> _modules = new();
    private Column<long> _selfs = new();
    private HashIndex _index = new();

    public FlameTreeBuilder()
    {
        _nodes.Add(new Node(0, _names.Intern("root"u8), FlameTree.NoKind));
        _modules.Add(StringId.Empty);
        _selfs.Add(0);
    }

    public StringId InternName(ReadOnlySpan<byte> name) => _names.Intern(name);

    public void AddSelf(int node, long value) => _selfs[node] += value;

    /// <summary>The child of a node with this name and kind, made where there is none.</summary>
    public int Child(int parent, StringId name, byte kind, StringId module)
    {
        Node wanted = new(parent, name, kind);
        uint hash = _hash.Of(parent, (name.Value << 3) ^ kind);
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            if (_nodes[row] == wanted)
            {
                if (_modules[row] != module)
                {
                    _modules[row] = SeveralModules;
                }

                return row;
            }
        }

        _nodes.Add(wanted);
        _modules.Add(module);
        _selfs.Add(0);
        _index.Add(hash, _nodes.Count - 1);
        return _nodes.Count - 1;
    }

    public FlameTree Build(FlameTreeHead head)
    {
        int count = _nodes.Count;
        long[] totals = TotalsByNode();
        (int[] parents, int[] ranks, int rankCount) = RankNodes();
        int[] order = DepthFirstOrder.Of(parents, ranks, rankCount);
        int[] placeOf = new int[count];
        FlameTreeNodes nodes = new(count);
        for (int place = 0; place < count; place++)
        {
            int node = order[place];
            placeOf[node] = place;
            int parent = placeOf[parents[node]];
            nodes.Names[place] = _nodes[node].Name;
            nodes.Modules[place] = _modules[node] == SeveralModules ? StringId.Empty : _modules[node];
            nodes.Kinds[place] = _nodes[node].Kind;
            nodes.Parents[place] = parent;
            nodes.Depths[place] = place == 0 ? 0 : nodes.Depths[parent] + 1;
            nodes.Selfs[place] = _selfs[node];
            nodes.Totals[place] = totals[node];
            nodes.SubtreeEnds[place] = place + 1;
        }

        nodes.EndSubtrees();
        Utf8Table names = new(_names);
        return new FlameTree(nodes, names, names, head);
    }

    private long[] TotalsByNode()
    {
        long[] totals = _selfs.Values.ToArray();
        for (int node = totals.Length - 1; node > 0; node--)
        {
            totals[_nodes[node].Parent] += totals[node];
        }

        return totals;
    }

    // Siblings stand in the order of their names as bytes, then of their kinds.
    private (int[] Parents, int[] Ranks, int Count) RankNodes()
    {
        const int Kinds = 8;
        int[] byName = new int[_names.Count];
        for (int i = 0; i < byName.Length; i++)
        {
            byName[i] = i;
        }

        Array.Sort(byName, (left, right) => _names[new StringId(left)].SequenceCompareTo(_names[new StringId(right)]));
        int[] rankOfName = new int[byName.Length];
        for (int rank = 0; rank < byName.Length; rank++)
        {
            rankOfName[byName[rank]] = rank;
        }

        int[] parents = new int[_nodes.Count];
        int[] ranks = new int[_nodes.Count];
        for (int node = 0; node < parents.Length; node++)
        {
            parents[node] = _nodes[node].Parent;
            ranks[node] = (rankOfName[_nodes[node].Name.Value] * Kinds) + (_nodes[node].Kind & (Kinds - 1));
        }

        return (parents, ranks, byName.Length * Kinds);
    }
}
