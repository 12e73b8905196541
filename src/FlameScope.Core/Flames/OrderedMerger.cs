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
    private readonly PlaceSlot[] _places;
    private readonly ulong[] _metPlaces;
    private readonly ulong[] _metStacks;
    private Column<EmittedNode> _nodes = new();

    private OrderedMerger(SampleStore store, ThreadGroups groups, StackScratch scratch)
    {
        _store = store;
        _order = store.StackOrder;
        _groups = groups;
        _places = scratch.Places;
        _metPlaces = scratch.MetPlaces;
        _metStacks = scratch.MetStacks;
    }

    /// <summary>The nodes of a tree, all but the root of everything.</summary>
    public static FlameTreeNodes Merge(SampleStore store, ReadOnlySpan<StackCount> counts, ThreadGroups groups, StackScratch scratch)
    {
        OrderedMerger merger = new(store, groups, scratch);
        foreach (int group in groups.ByLabel)
        {
            merger.AddGroup(group, CountsOf(group, counts));
        }

        return merger.ToNodes();
    }

    private static ReadOnlySpan<StackCount> CountsOf(int group, ReadOnlySpan<StackCount> counts)
    {
        int first = LowerBound(counts, group);
        return counts[first..LowerBound(counts, group + 1)];
    }

    private static int LowerBound(ReadOnlySpan<StackCount> counts, int group)
    {
        int low = 0;
        for (int high = counts.Length; low < high;)
        {
            int middle = low + ((high - low) >> 1);
            if (counts[middle].Group < group)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void AddGroup(int group, ReadOnlySpan<StackCount> counts)
    {
        if (counts.IsEmpty)
        {
            return;
        }

        _metPlaces[0] |= 1;
        foreach (StackCount count in counts)
        {
            Meet(count.Stack, count.Value);
        }

        int words = Bits.WordsFor(_order.Count);
        for (int word = words - 1; word >= 0; word--)
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

        for (int word = 0; word < words; word++)
        {
            for (ulong bits = _metPlaces[word]; bits != 0; bits &= bits - 1)
            {
                int place = (word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits);
                PlaceSlot slot = _places[place];
                _nodes.Add(new EmittedNode(group, place, slot.Self, slot.Total, slot.Module));
                _places[place] = default;
            }

            _metPlaces[word] = 0;
        }

        if (_order.HasMixed)
        {
            Array.Clear(_metStacks);
        }
    }

    private void Meet(StackId stack, long value)
    {
        int place = _order.PlaceOf[stack.Value];
        _places[place].Self += value;
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
        for (; stack != StackId.Empty && (_metStacks[stack.Value / Bits.PerWord] & (1UL << stack.Value)) == 0; stack = trie.Parents[stack.Value])
        {
            _metStacks[stack.Value / Bits.PerWord] |= 1UL << stack.Value;
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
        int groupDepth = _groups.IsNone ? 0 : 1;
        int first = _groups.IsNone ? 0 : 1;
        int count = Math.Max(1, _nodes.Count + first);
        FlameTreeNodes nodes = new(count);
        nodes.Kinds[0] = FlameTree.NoKind;
        nodes.Names[0] = _groups.RootLabel;
        nodes.SubtreeEnds[0] = count;
        for (int i = 0; i < _nodes.Count; i++)
        {
            EmittedNode emitted = _nodes[i];
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

        for (int i = 0; i < _nodes.Count; i++)
        {
            _places[_nodes[i].Place].Node = 0;
        }

        nodes.EndSubtrees();
        return nodes;
    }

    private readonly record struct EmittedNode(int Group, int Place, long Self, long Total, int Module);
}
