using FlameScope.Columns;

namespace FlameScope.Formats.V8;

/// <summary>The nodes of one profile's call tree, which may come in any order, and name their parent or their children.</summary>
internal sealed class V8Nodes
{
    /// <summary>Stands for the stack of a node that is not there.</summary>
    public static readonly StackId Unknown = new(-1);

    private const int None = -1;
    private const int BytesPerNode = 64;

    private readonly Dictionary<int, int> _rows = [];
    private Column<V8Node> _nodes = new();
    private Column<(int Parent, int ChildId)> _edges = new();
    private StackId[] _stacks = [];

    /// <summary>Number of nodes.</summary>
    public int Count => _nodes.Count;

    /// <summary>About how many bytes the nodes take.</summary>
    public long EstimatedBytes => ((long)_nodes.Count * BytesPerNode) + ((long)_edges.Count * sizeof(long));

    /// <summary>Adds an empty node.</summary>
    /// <param name="parentRow">The row of the node that it stands in; -1 where that is told in another way.</param>
    /// <returns>Its row.</returns>
    public int Add(int parentRow = None)
    {
        _nodes.Add(new V8Node { ParentRow = parentRow, ParentId = None });
        return _nodes.Count - 1;
    }

    /// <summary>A node.</summary>
    /// <param name="row">Its row.</param>
    public ref V8Node this[int row] => ref _nodes[row];

    /// <summary>Gives a node its id; the first node of an id has it.</summary>
    public void SetId(int row, int id) => _rows.TryAdd(id, row);

    /// <summary>Says that a node calls another one, which may still come.</summary>
    public void AddChild(int row, int childId) => _edges.Add((row, childId));

    /// <summary>Adds nodes that were read apart; ids are those of the same profile.</summary>
    public void Append(V8Nodes chunk)
    {
        int first = _nodes.Count;
        for (int row = 0; row < chunk._nodes.Count; row++)
        {
            V8Node node = chunk._nodes[row];
            _nodes.Add(node with { ParentRow = node.ParentRow == None ? None : node.ParentRow + first });
        }

        foreach ((int id, int row) in chunk._rows)
        {
            _rows.TryAdd(id, row + first);
        }

        for (int i = 0; i < chunk._edges.Count; i++)
        {
            _edges.Add((chunk._edges[i].Parent + first, chunk._edges[i].ChildId));
        }
    }

    public void Clear()
    {
        _rows.Clear();
        _nodes.Truncate(0);
        _edges.Truncate(0);
    }

    /// <summary>Finds every node's stack, once all are there.</summary>
    /// <param name="builder">Where stacks go; those of idle nodes are marked.</param>
    /// <param name="frames">What the nodes' names mean.</param>
    public void Resolve(SampleStoreBuilder builder, V8Frames frames)
    {
        int[] parents = FindParents();
        _stacks = new StackId[_nodes.Count];
        bool[] isKnown = new bool[_nodes.Count];
        Stack<int> path = new();
        for (int row = 0; row < parents.Length; row++)
        {
            // A tree that was made up may lead round in a circle: no row is on the way twice.
            for (int next = row; next != None && !isKnown[next]; next = parents[next])
            {
                isKnown[next] = true;
                path.Push(next);
            }

            while (path.TryPop(out int next))
            {
                _stacks[next] = StackOf(next, parents[next], builder, frames);
            }
        }
    }

    /// <summary>The stacks of nodes by their ids, after <see cref="Resolve"/>.</summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>As many stacks; <see cref="Unknown"/> where there is no such node.</returns>
    public StackId[] FindStacks(ReadOnlySpan<int> ids)
    {
        StackId[] stacks = new StackId[ids.Length];
        ReadOnlySpan<StackId> known = StacksOfSmallIds();
        for (int i = 0; i < ids.Length; i++)
        {
            int id = ids[i];
            stacks[i] = (uint)id < (uint)known.Length ? known[id] : _rows.TryGetValue(id, out int row) ? _stacks[row] : Unknown;
        }

        return stacks;
    }

    // V8 counts nodes from 1.
    private StackId[] StacksOfSmallIds()
    {
        StackId[] stacks = new StackId[_nodes.Count + 1];
        Array.Fill(stacks, Unknown);
        foreach ((int id, int row) in _rows)
        {
            if ((uint)id < (uint)stacks.Length)
            {
                stacks[id] = _stacks[row];
            }
        }

        return stacks;
    }

    /// <summary>The stack of a node by its row.</summary>
    public StackId StackOf(int row) => _stacks[row];

    private StackId StackOf(int row, int parent, SampleStoreBuilder builder, V8Frames frames)
    {
        ref V8Node node = ref _nodes[row];
        if (parent == None && frames.IsRoot(node.Name))
        {
            return StackId.Empty;
        }

        StackId stack = builder.AddStack(parent == None ? StackId.Empty : _stacks[parent], frames.Add(node.Name, node.Url, node.Line));
        if (frames.IsIdle(node.Name))
        {
            builder.MarkIdle(stack);
        }

        return stack;
    }

    private int[] FindParents()
    {
        int[] parents = new int[_nodes.Count];
        for (int row = 0; row < parents.Length; row++)
        {
            ref V8Node node = ref _nodes[row];
            parents[row] = node.ParentRow != None ? node.ParentRow : _rows.GetValueOrDefault(node.ParentId, None);
            parents[row] = parents[row] == row ? None : parents[row];
        }

        for (int i = 0; i < _edges.Count; i++)
        {
            (int parent, int childId) = _edges[i];
            if (_rows.TryGetValue(childId, out int child) && child != parent && parents[child] == None)
            {
                parents[child] = parent;
            }
        }

        return parents;
    }
}
