using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>Interns stacks frame by frame, root first; nodes are numbered by first sight, so parents come before children.</summary>
internal sealed class StackTrieBuilder
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<Node> _nodes = new();

    // Most nodes have one child at most. A first child hangs on its parent; the index holds only the others, which keeps it
    // small enough to stay in the caches.
    private HashIndex _laterChildren = new();

    public StackTrieBuilder() => _nodes.Add(default);

    public int Count => _nodes.Count;

    public StackId ParentOf(StackId node) => _nodes[node.Value].Parent;

    public FrameId FrameOf(StackId node) => _nodes[node.Value].Frame;

    public StackId Intern(StackId parent, FrameId frame)
    {
        int first = _nodes[parent.Value].FirstChild;
        if (first == 0)
        {
            _nodes[parent.Value].FirstChild = _nodes.Count;
            return Add(parent, frame);
        }

        return _nodes[first].Frame == frame ? new StackId(first) : InternLater(parent, frame);
    }

    public StackTrie Build()
    {
        StackId[] parents = new StackId[_nodes.Count];
        FrameId[] frames = new FrameId[_nodes.Count];
        for (int node = 0; node < parents.Length; node++)
        {
            parents[node] = _nodes[node].Parent;
            frames[node] = _nodes[node].Frame;
        }

        return new StackTrie(parents, frames);
    }

    private StackId InternLater(StackId parent, FrameId frame)
    {
        uint hash = _hash.Of(parent.Value, frame.Value);
        int position = _laterChildren.Start(hash);
        while (_laterChildren.TryNext(hash, ref position, out int row))
        {
            ref Node candidate = ref _nodes[row];
            if (candidate.Parent == parent && candidate.Frame == frame)
            {
                return new StackId(row);
            }
        }

        _laterChildren.Add(hash, _nodes.Count);
        return Add(parent, frame);
    }

    private StackId Add(StackId parent, FrameId frame)
    {
        _nodes.Add(new Node { Parent = parent, Frame = frame });
        return new StackId(_nodes.Count - 1);
    }

    private struct Node
    {
        public StackId Parent;
        public FrameId Frame;
        public int FirstChild;
    }
}
