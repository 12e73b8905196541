using System.Numerics;
using FlameScope.Model;
using FlameScope.Storage;
using FlameScope.Tables;

namespace FlameScope.Flames;

/// <summary>Builds plain trees: selects the met places of the store's <see cref="StackOrder"/>, group after group.</summary>
/// <remarks>The places are in their final order already, so nothing is hashed or sorted; the cost is what the slice touches.</remarks>
internal sealed class OrderedMerger
{
    private const int SeveralModules = -1;

    private readonly SampleStore _store;
    private readonly StackOrder _order;
    private readonly ThreadGroups _groups;
    private readonly StackScratch _scratch;
    private readonly PlaceSlot[] _places;
    private readonly ulong[] _metPlaces;
    private readonly ulong[] _metStacks;
    private int _lastPlace;
    private int _firstStack;
    private int _lastStack;

    private OrderedMerger(SampleStore store, ThreadGroups groups, StackScratch scratch)
    {
        _store = store;
        _order = store.StackOrder;
        _groups = groups;
        _scratch = scratch;
        _places = scratch.Places;
        _metPlaces = scratch.MetPlaces;
        _metStacks = scratch.MetStacks;
    }

    /// <summary>The nodes of a tree of the counted stacks.</summary>
    public static FlameTreeNodes Merge(SampleStore store, ThreadGroups groups, StackScratch scratch)
    {
        OrderedMerger merger = new(store, groups, scratch);
        scratch.Nodes.Clear();
        foreach (int group in groups.ByLabel)
        {
            merger.AddGroup(group, scratch.CountsOf(group));
        }

        return merger.ToNodes();
    }

    private void AddGroup(int group, ReadOnlySpan<StackCount> counts)
    {
        if (counts.IsEmpty)
        {
            return;
        }

        (_lastPlace, _firstStack, _lastStack) = (0, int.MaxValue, 0);
        _metPlaces[0] |= 1;
        foreach (StackCount count in counts)
        {
            Meet(count.Stack, count.Value);
        }

        AddTotals();
        EmitNodes(group);
        if (_firstStack <= _lastStack)
        {
            _metStacks.AsSpan((_firstStack / Bits.PerWord)..((_lastStack / Bits.PerWord) + 1)).Clear();
        }
    }

    // Children come behind their parents, so going backwards every total is complete when it is handed up.
    private void AddTotals()
    {
        for (int word = _lastPlace / Bits.PerWord; word >= 0; word--)
        {
            for (ulong bits = _metPlaces[word]; bits != 0;)
            {
                int bit = Bits.PerWord - 1 - BitOperations.LeadingZeroCount(bits);
                bits ^= 1UL << bit;
                int place = (word * Bits.PerWord) + bit;
                long total = _places[place].Total += _places[place].Self;
                if (place > 0)
                {
                    _places[_order.Parents[place]].Total += total;
                }
            }
        }
    }

    private void EmitNodes(int group)
    {
        for (int word = 0; word <= _lastPlace / Bits.PerWord; word++)
        {
            for (ulong bits = _metPlaces[word]; bits != 0; bits &= bits - 1)
            {
                int place = (word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits);
                ref PlaceSlot slot = ref _places[place];
                _scratch.Nodes.Add(new PlacedNode(group, place, slot.Self, slot.Total, slot.Module));
                slot = default;
            }

            _metPlaces[word] = 0;
        }
    }

    private void Meet(StackId stack, long value)
    {
        int place = _order.PlaceOf[stack.Value];
        _places[place].Self += value;
        _lastPlace = Math.Max(_lastPlace, place);
        if (_order.HasMixed)
        {
            MeetModules(stack);
            return;
        }

        for (; (_metPlaces[place / Bits.PerWord] & (1UL << place)) == 0; place = _order.Parents[place])
        {
            _metPlaces[place / Bits.PerWord] |= 1UL << place;
        }
    }

    // Where functions of one name in several modules share a place, the slice's own stacks say which of them it has.
    private void MeetModules(StackId stack)
    {
        StackTrie trie = _store.StackTrie;
        _lastStack = Math.Max(_lastStack, stack.Value);
        for (; stack != StackId.Empty && (_metStacks[stack.Value / Bits.PerWord] & (1UL << stack.Value)) == 0; stack = trie.Parents[stack.Value])
        {
            _metStacks[stack.Value / Bits.PerWord] |= 1UL << stack.Value;
            _firstStack = Math.Min(_firstStack, stack.Value);
            int place = _order.PlaceOf[stack.Value];
            int module = _store.Frames[trie.Frames[stack.Value].Value].Module.Value;
            bool isNew = (_metPlaces[place / Bits.PerWord] & (1UL << place)) == 0;
            _metPlaces[place / Bits.PerWord] |= 1UL << place;
            _places[place].Module = isNew || _places[place].Module == module ? module : SeveralModules;
        }
    }

    private FlameTreeNodes ToNodes()
    {
        // Without grouping, the place of the empty stack is the root itself; with it, the group's own node.
        ReadOnlySpan<PlacedNode> placed = _scratch.Nodes.Values;
        int groupDepth = _groups.IsNone ? 0 : 1;
        int first = _groups.IsNone ? 0 : 1;
        int count = Math.Max(1, placed.Length + first);
        FlameTreeNodes nodes = new(count);
        nodes.Kinds[0] = FlameTree.NoKind;
        nodes.Names[0] = _groups.RootLabel;
        nodes.SubtreeEnds[0] = count;
        for (int i = 0; i < placed.Length; i++)
        {
            PlacedNode emitted = placed[i];
            int node = first + i;
            nodes.Selfs[node] = emitted.Self;
            nodes.Totals[node] = emitted.Total;
            nodes.SubtreeEnds[node] = node + 1;
            _places[emitted.Place].Node = node;
            if (emitted.Place == 0)
            {
                nodes.Kinds[node] = FlameTree.NoKind;
                nodes.Names[node] = _groups.IsNone ? _groups.RootLabel : _groups.LabelOf(emitted.Group);
                nodes.Depths[node] = groupDepth;
                nodes.Totals[0] += _groups.IsNone ? 0 : emitted.Total;
                continue;
            }

            Frame frame = _store.Frames[_order.Frames[emitted.Place].Value];
            int module = _order.HasMixed ? emitted.Module : frame.Module.Value;
            nodes.Names[node] = frame.Symbol;
            nodes.Modules[node] = module == SeveralModules ? StringId.Empty : new StringId(module);
            nodes.Kinds[node] = (byte)frame.Kind;
            nodes.Depths[node] = groupDepth + _order.Depths[emitted.Place];
            nodes.Parents[node] = _places[_order.Parents[emitted.Place]].Node;
        }

        for (int i = 0; i < placed.Length; i++)
        {
            _places[placed[i].Place].Node = 0;
        }

        nodes.EndSubtrees();
        return nodes;
    }
}
