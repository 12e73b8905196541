using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

/// <summary>Puts counted stacks under their group's root frame.</summary>
internal sealed class StackMerger
{
    private readonly SampleStore _store;
    private readonly FlameTreeBuilder _builder;
    private readonly (StringId Name, StringId Module)[] _namesOfFrames;
    private readonly StackScratch _scratch;
    private readonly Stack<StackId> _path = [];

    public StackMerger(SampleStore store, FlameTreeBuilder builder, StackScratch scratch)
    {
        _store = store;
        _builder = builder;
        _scratch = scratch;
        _namesOfFrames = new (StringId, StringId)[store.Frames.Length];
    }

    public void Merge(List<StackCount>[] countsByGroup, ThreadGroups groups)
    {
        int firstMark = _scratch.DrawMarks(countsByGroup.Length);
        for (int group = 0; group < countsByGroup.Length; group++)
        {
            if (countsByGroup[group].Count == 0)
            {
                continue;
            }

            int root = groups.IsNone
                ? 0
                : _builder.Child(0, _builder.InternName(groups.LabelOf(group)), FlameTree.NoKind, StringId.Empty);
            foreach (StackCount count in countsByGroup[group])
            {
                _builder.AddSelf(NodeOf(count.Stack, firstMark + group, root), count.Value);
            }
        }
    }

    // Climbs to the nearest ancestor that this group has already met, then comes down again making nodes.
    private int NodeOf(StackId stack, int mark, int root)
    {
        StackTrie trie = _store.StackTrie;
        while (stack != StackId.Empty && _scratch.Visitors[stack.Value] != mark)
        {
            _path.Push(stack);
            stack = trie.Parents[stack.Value];
        }

        int node = stack == StackId.Empty ? root : _scratch.Nodes[stack.Value];
        while (_path.TryPop(out StackId below))
        {
            FrameId frame = trie.Frames[below.Value];
            (StringId name, StringId module) = NamesOf(frame);
            node = _builder.Child(node, name, (byte)_store.Frames[frame.Value].Kind, module);
            _scratch.Nodes[below.Value] = node;
            _scratch.Visitors[below.Value] = mark;
        }

        return node;
    }

    private (StringId Name, StringId Module) NamesOf(FrameId id)
    {
        ref (StringId Name, StringId Module) names = ref _namesOfFrames[id.Value];
        if (names.Name == StringId.Empty)
        {
            Frame frame = _store.Frames[id.Value];
            names = (_builder.InternName(_store.Strings[frame.Symbol]), _builder.InternName(_store.Strings[frame.Module]));
        }

        return names;
    }
}
