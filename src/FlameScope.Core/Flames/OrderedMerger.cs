using System.Numerics;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>Builds plain trees: selects the met places of the profile's <see cref="StackOrder"/>, group after group.</summary>
/// <remarks>
/// The places are in their final order already, so nothing is hashed or sorted, and every pass but the first goes through memory in
/// one direction; the cost is what the slice touches.
/// </remarks>
internal sealed class OrderedMerger
{
    private readonly Profile _profile;
    private readonly StackOrder _order;
    private readonly ThreadGroups _groups;
    private readonly StackScratch _scratch;
    private readonly double _minTotal;

    private OrderedMerger(Profile profile, ThreadGroups groups, StackScratch scratch, double minShare)
    {
        _profile = profile;
        _order = profile.StackOrder;
        _groups = groups;
        _scratch = scratch;
        if (minShare > 0)
        {
            long total = 0;
            foreach (StackCount count in scratch.StackCounts.Values)
            {
                total = Saturating.Add(total, count.Value);
            }

            _minTotal = minShare * total;
        }
    }

    /// <summary>The nodes of a tree of the counted stacks.</summary>
    /// <param name="profile">What was counted.</param>
    /// <param name="groups">What stands at the root.</param>
    /// <param name="scratch">The counts.</param>
    /// <param name="minShare">Nodes with a smaller share of the whole have nothing below them: <see cref="FlameTree"/> joins them by their totals.</param>
    public static FlameTreeNodes Merge(Profile profile, ThreadGroups groups, StackScratch scratch, double minShare)
    {
        OrderedMerger merger = new(profile, groups, scratch, minShare);
        scratch.Nodes.Clear();
        foreach (int group in groups.ByLabel)
        {
            ReadOnlySpan<StackCount> counts = scratch.CountsOf(group);
            if (!counts.IsEmpty)
            {
                int lastPlace = merger.Meet(counts);
                merger.AddTotals(lastPlace);
                merger.EmitNodes(group, lastPlace);
            }
        }

        return merger.ToNodes();
    }

    // Returns the last place that was met.
    private int Meet(ReadOnlySpan<StackCount> counts)
    {
        ReadOnlySpan<int> placeOf = _order.PlaceOf;
        Span<PlaceSlot> places = _scratch.Places;
        Span<ulong> met = _scratch.MetPlaces;
        met[0] |= 1;
        int last = 0;
        foreach (StackCount count in counts)
        {
            int place = placeOf[count.Stack.Value];
            places[place].Self = Saturating.Add(places[place].Self, count.Value);
            met[place / Bits.PerWord] |= 1UL << place;
            last = Math.Max(last, place);
        }

        return last;
    }

    // Going backwards, every total is complete when it is handed up; a parent is met by its children, and comes before them.
    private void AddTotals(int lastPlace)
    {
        ReadOnlySpan<int> parents = _order.Parents;
        Span<PlaceSlot> places = _scratch.Places;
        Span<ulong> met = _scratch.MetPlaces;
        for (int word = lastPlace / Bits.PerWord; word >= 0; word--)
        {
            ulong rest = ulong.MaxValue;
            while ((met[word] & rest) is ulong bits and not 0)
            {
                int bit = BitOperations.Log2(bits);
                rest = (1UL << bit) - 1;
                int place = (word * Bits.PerWord) + bit;
                ref PlaceSlot slot = ref places[place];
                slot.Total = Saturating.Add(slot.Total, slot.Self);
                if (place > 0)
                {
                    int parent = parents[place];
                    places[parent].Total = Saturating.Add(places[parent].Total, slot.Total);
                    met[parent / Bits.PerWord] |= 1UL << parent;
                }
            }
        }
    }

    private void EmitNodes(int group, int lastPlace)
    {
        ReadOnlySpan<int> depths = _order.Depths;
        Span<PlaceSlot> places = _scratch.Places;
        Span<ulong> met = _scratch.MetPlaces;
        int deepest = int.MaxValue;
        for (int word = 0; word <= lastPlace / Bits.PerWord; word++)
        {
            for (ulong bits = met[word]; bits != 0; bits &= bits - 1)
            {
                int place = (word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits);
                ref PlaceSlot slot = ref places[place];
                if (deepest == int.MaxValue || depths[place] <= deepest)
                {
                    bool isNarrow = slot.Total < _minTotal;
                    deepest = isNarrow ? depths[place] : int.MaxValue;
                    _scratch.Nodes.Add(new PlacedNode(group, place, slot.Self, slot.Total));
                }

                slot = default;
            }

            met[word] = 0;
        }
    }

    private FlameTreeNodes ToNodes()
    {
        // Without grouping, the place of the empty stack is the root itself; with it, the group's own node.
        ReadOnlySpan<PlacedNode> placed = _scratch.Nodes.Values;
        Span<int> nodeOfPlace = _scratch.NodeOfPlace;
        ReadOnlySpan<int> parents = _order.Parents;
        ReadOnlySpan<int> depths = _order.Depths;
        ReadOnlySpan<FrameId> frames = _order.Frames;
        int first = _groups.IsNone ? 0 : 1;
        int count = Math.Max(1, placed.Length + first);
        FlameTreeNodes nodes = new(count);
        nodes.SetLabel(0, _groups.RootLabel, depth: 0);
        for (int i = 0; i < placed.Length; i++)
        {
            PlacedNode from = placed[i];
            int node = first + i;
            if (from.Place > 0)
            {
                Frame frame = _profile.Frames[frames[from.Place].Value];
                nodes.Names[node] = frame.Symbol;
                nodes.Modules[node] = _order.IsMixed(from.Place) ? StringId.Empty : frame.Module;
                nodes.Kinds[node] = (byte)frame.Kind;
                nodes.Parents[node] = nodeOfPlace[parents[from.Place]];
                nodes.Depths[node] = first + depths[from.Place];
            }
            else if (!_groups.IsNone)
            {
                nodes.SetLabel(node, _groups.LabelOf(from.Group), depth: 1);
                nodes.Totals[0] = Saturating.Add(nodes.Totals[0], from.Total);
            }

            nodes.Selfs[node] = from.Self;
            nodes.Totals[node] = from.Total;
            nodes.SubtreeEnds[node] = node + 1;
            nodeOfPlace[from.Place] = node;
        }

        nodes.EndSubtrees();
        return nodes;
    }
}
