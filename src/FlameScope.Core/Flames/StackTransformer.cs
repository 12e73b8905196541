using System.Runtime.InteropServices;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>Builds trees whose nodes are not exactly the stacks' frames: reshapes each distinct stack, then adds it to the tree.</summary>
internal sealed class StackTransformer
{
    private readonly Profile _profile;
    private readonly ThreadGroups _groups;
    private readonly FlameTreeOptions _options;
    private readonly FlameTreeBuilder _builder = new();
    private readonly ShownFrame[] _shownFrames;
    private readonly PositionedFrames _hidden;
    private readonly PositionedFrames _folded;
    private readonly List<FrameId> _frames = [];
    private readonly List<ShownFrame> _path = [];

    public StackTransformer(Profile profile, ThreadGroups groups, FlameTreeOptions options, CancellationToken cancellation)
    {
        _profile = profile;
        _groups = groups;
        _options = options;
        _hidden = new PositionedFrames(profile, options.Hide, cancellation);
        _folded = new PositionedFrames(profile, options.Fold, cancellation);
        FrameNaming naming = new(profile, options.Frames);
        _shownFrames = new ShownFrame[profile.Frames.Length];
        for (int i = 0; i < _shownFrames.Length; i++)
        {
            Frame frame = profile.Frames[i];
            (byte[] name, FrameKind kind, bool isGroup) = naming.NameOf(frame);
            StringId module = _builder.InternName(profile.Strings[frame.Module]);
            _shownFrames[i] = new ShownFrame(_builder.InternName(name), (byte)kind, module, isGroup);
        }
    }

    /// <summary>The tree of the stacks that the scratch has counted.</summary>
    public FlameTree Merge(StackScratch scratch, FlameTreeHead head)
    {
        for (int group = 0; group < _groups.Count; group++)
        {
            AddGroup(group, scratch.CountsOf(group));
        }

        return _builder.Build(head);
    }

    private void AddGroup(int group, ReadOnlySpan<StackCount> counts)
    {
        foreach (StackCount count in counts)
        {
            int node = _groups.IsNone ? 0 : Label(0, _groups.Labels[_groups.LabelOf(group)]);
            if (_options.SplitKernel)
            {
                node = Label(node, RanInKernel(count.Stack) ? "kernel"u8 : "user"u8);
            }

            Shape(_profile.StackTrie.FramesOf(count.Stack));
            foreach (ShownFrame frame in _path)
            {
                node = _builder.Child(node, frame.Name, frame.Kind, frame.Module);
            }

            _builder.AddSelf(node, count.Value);
        }
    }

    private int Label(int parent, ReadOnlySpan<byte> name) =>
        _builder.Child(parent, _builder.InternName(name), FlameTree.NoKind, StringId.Empty);

    private void Shape(FrameId[] stack)
    {
        _frames.Clear();
        for (int i = 0; i < stack.Length; i++)
        {
            if (!_hidden.Fits(stack, i))
            {
                _frames.Add(stack[i]);
            }
        }

        _path.Clear();
        ReadOnlySpan<FrameId> kept = CollectionsMarshal.AsSpan(_frames);
        for (int i = 0; i < kept.Length; i++)
        {
            int place = _options.IsInverted ? kept.Length - 1 - i : i;
            Append(_shownFrames[kept[place].Value]);
            if (_folded.Fits(kept, place))
            {
                break;
            }
        }

        if (_options.MaxDepth is int depth && _path.Count > depth)
        {
            _path.RemoveRange(depth, _path.Count - depth);
        }
    }

    private void Append(ShownFrame frame)
    {
        bool joinsLast = frame.IsGroup || _options.Recursion == RecursionMerge.Direct;
        if (joinsLast && _path.Count > 0 && _path[^1].IsSameNode(frame))
        {
            return;
        }

        int earlier = _options.Recursion == RecursionMerge.All ? _path.FindIndex(frame.IsSameNode) : -1;
        if (earlier >= 0)
        {
            _path.RemoveRange(earlier + 1, _path.Count - earlier - 1);
        }
        else
        {
            _path.Add(frame);
        }
    }

    // A function inlined at the leaf ran where the function around it did.
    private bool RanInKernel(StackId stack)
    {
        StackTrie trie = _profile.StackTrie;
        while (stack != StackId.Empty && _profile.Frames[trie.Frames[stack.Value].Value].Kind == FrameKind.Inlined)
        {
            stack = trie.Parents[stack.Value];
        }

        return stack != StackId.Empty && _profile.Frames[trie.Frames[stack.Value].Value].Kind == FrameKind.Kernel;
    }
}
