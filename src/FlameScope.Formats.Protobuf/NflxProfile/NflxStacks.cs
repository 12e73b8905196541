using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>The stack and the command of each node, worked out once.</summary>
/// <remarks>Paths are walked in a loop, never by recursion: trees of an input may be deep, and damaged ones go in circles.</remarks>
internal sealed class NflxStacks
{
    private readonly WireReader _reader;
    private readonly SampleStoreBuilder _builder;
    private readonly Dictionary<long, NflxNode> _nodes;
    private readonly bool _hasNodeStacks;
    private readonly Dictionary<long, (StackId Stack, ByteRange Command)> _known = [];
    private readonly List<long> _path = [];
    private readonly HashSet<long> _onPath = [];

    /// <param name="reader">The input that names are pieces of.</param>
    /// <param name="builder">Where stacks go.</param>
    /// <param name="nodes">The nodes by id.</param>
    /// <param name="hasNodeStacks">Whether each node has its whole stack, and its name is the command.</param>
    /// <param name="hasParents">Whether nodes name their parents; otherwise parents name their children.</param>
    public NflxStacks(WireReader reader, SampleStoreBuilder builder, Dictionary<long, NflxNode> nodes, bool hasNodeStacks, bool hasParents)
    {
        _reader = reader;
        _builder = builder;
        _nodes = nodes;
        _hasNodeStacks = hasNodeStacks;
        if (!hasNodeStacks && !hasParents)
        {
            SetParents();
        }
    }

    /// <summary>The stack of a node, and the piece of the input that names its command.</summary>
    public (StackId Stack, ByteRange Command) Of(long id)
    {
        if (!_known.TryGetValue(id, out (StackId, ByteRange) found))
        {
            found = _hasNodeStacks ? OfNode(_nodes[id]) : OfPath(id);
            _known[id] = found;
        }

        return found;
    }

    private (StackId Stack, ByteRange Command) OfNode(NflxNode node)
    {
        StackId stack = StackId.Empty;
        foreach (NflxFrame frame in node.Frames)
        {
            stack = _builder.AddStack(stack, FrameOf(frame.Name, frame.Library, frame.File));
        }

        return (stack, node.Name);
    }

    private (StackId Stack, ByteRange Command) OfPath(long id)
    {
        _path.Clear();
        _onPath.Clear();
        (StackId Stack, ByteRange Command) above = default;
        for (long at = id; at >= 0 && _nodes.TryGetValue(at, out NflxNode? node) && _onPath.Add(at); at = node.Parent)
        {
            if (_known.TryGetValue(at, out above))
            {
                break;
            }

            _path.Add(at);
        }

        for (int i = _path.Count - 1; i >= 0; i--)
        {
            above = Under(above, _nodes[_path[i]]);
            _known[_path[i]] = above;
        }

        return above;
    }

    // The root stands for all; below it, a node without a library is a command.
    private (StackId Stack, ByteRange Command) Under((StackId Stack, ByteRange Command) above, NflxNode node)
    {
        bool isTop = above.Stack == StackId.Empty && above.Command.Length == 0;
        return isTop && node.Parent < 0 && IsRoot(_reader[node.Name]) ? default
            : isTop && node.Library.Length == 0 && node.File.Length == 0 ? (StackId.Empty, node.Name)
            : (_builder.AddStack(above.Stack, FrameOf(node.Name, node.Library, node.File)), above.Command);
    }

    private static bool IsRoot(ReadOnlySpan<byte> name) => name.IsEmpty || name.SequenceEqual("root"u8) || name.SequenceEqual("(root)"u8);

    private void SetParents()
    {
        foreach ((long id, NflxNode node) in _nodes)
        {
            foreach (long child in node.Children)
            {
                if (_nodes.TryGetValue(child, out NflxNode? below) && child != id)
                {
                    below.Parent = id;
                }
            }
        }
    }

    private FrameId FrameOf(ByteRange name, ByteRange library, ByteRange file)
    {
        ReadOnlySpan<byte> symbol = _reader[name];
        symbol = symbol.IsEmpty ? "[unknown]"u8 : symbol;
        return _builder.AddFrame(symbol, _reader[file], symbol.SequenceEqual("[unknown]"u8) ? FrameKind.Unknown : KindOf(_reader[library]));
    }

    private static FrameKind KindOf(ReadOnlySpan<byte> library) =>
        library.SequenceEqual("kernel"u8) ? FrameKind.Kernel
        : library.SequenceEqual("jit"u8) ? FrameKind.Jit
        : library.SequenceEqual("inlined"u8) ? FrameKind.Inlined
        : FrameKind.User;
}
