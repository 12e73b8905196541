using FlameScope.Model;
using FlameScope.Storage;
using FlameScope.Tables;

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

    public FlameTree Build(Coverage coverage, TimeRange? range, string eventName)
    {
        int count = _nodes.Count;
        long[] totals = TotalsByNode();
        int[] order = DepthFirstOrder();
        int[] placeOf = new int[count];
        for (int place = 0; place < count; place++)
        {
            placeOf[order[place]] = place;
        }

        FlameTreeParts parts = new()
        {
            Names = new Utf8Table(_names),
            NodeNames = new StringId[count],
            NodeModules = new StringId[count],
            Kinds = new byte[count],
            Parents = new int[count],
            Depths = new int[count],
            SubtreeEnds = new int[count],
            Selfs = new long[count],
            Totals = new long[count],
            Coverage = coverage,
            Range = range,
            EventName = eventName,
        };
        for (int place = 0; place < count; place++)
        {
            int node = order[place];
            int parent = placeOf[_nodes[node].Parent];
            parts.NodeNames[place] = _nodes[node].Name;
            parts.NodeModules[place] = _modules[node] == SeveralModules ? StringId.Empty : _modules[node];
            parts.Kinds[place] = _nodes[node].Kind;
            parts.Parents[place] = parent;
            parts.Depths[place] = place == 0 ? 0 : parts.Depths[parent] + 1;
            parts.Selfs[place] = _selfs[node];
            parts.Totals[place] = totals[node];
            parts.SubtreeEnds[place] = place + 1;
        }

        for (int place = count - 1; place > 0; place--)
        {
            int parent = parts.Parents[place];
            parts.SubtreeEnds[parent] = Math.Max(parts.SubtreeEnds[parent], parts.SubtreeEnds[place]);
        }

        return new FlameTree(parts);
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

    // Handing the nodes out to their parents in falling order of name leaves each list of children in rising order: one sort
    // over the distinct names instead of one a node.
    private int[] DepthFirstOrder()
    {
        int count = _nodes.Count;
        int[] firstChild = new int[count];
        int[] nextSibling = new int[count];
        foreach (int node in NodesByFallingName())
        {
            int parent = _nodes[node].Parent;
            nextSibling[node] = firstChild[parent];
            firstChild[parent] = node;
        }

        int[] order = new int[count];
        int current = 0;
        for (int place = 1; place < count; place++)
        {
            int next = firstChild[current];
            while (next == 0)
            {
                next = nextSibling[current];
                current = _nodes[current].Parent;
            }

            order[place] = current = next;
        }

        return order;
    }

    // All nodes but the root.
    private int[] NodesByFallingName()
    {
        const int Kinds = 8;
        int[] ranks = NameRanks();
        int[] starts = new int[(ranks.Length * Kinds) + 1];
        for (int node = 1; node < _nodes.Count; node++)
        {
            starts[KeyOf(node) + 1]++;
        }

        for (int key = 1; key < starts.Length; key++)
        {
            starts[key] += starts[key - 1];
        }

        int[] nodes = new int[_nodes.Count - 1];
        for (int node = 1; node < _nodes.Count; node++)
        {
            nodes[starts[KeyOf(node)]++] = node;
        }

        Array.Reverse(nodes);
        return nodes;

        int KeyOf(int node) => (ranks[_nodes[node].Name.Value] * Kinds) + (_nodes[node].Kind & (Kinds - 1));
    }

    private int[] NameRanks()
    {
        int[] byName = new int[_names.Count];
        for (int i = 0; i < byName.Length; i++)
        {
            byName[i] = i;
        }

        Array.Sort(byName, (left, right) => _names[new StringId(left)].SequenceCompareTo(_names[new StringId(right)]));
        int[] ranks = new int[byName.Length];
        for (int rank = 0; rank < byName.Length; rank++)
        {
            ranks[byName[rank]] = rank;
        }

        return ranks;
    }
}
