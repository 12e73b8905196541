using FlameScope.Flames;

namespace FlameScope;

public sealed partial class FlameTree
{
    // Narrow siblings become one node, with all that is below them as its own: totals stay.
    private FlameTree Prune(double minShare)
    {
        double minTotal = minShare * Total;
        if (minShare == 0 || Total == 0)
        {
            return this;
        }

        FlameTreeBuilder builder = new();
        int[] kept = new int[Count];
        builder.AddSelf(0, SelfValues[0]);
        for (int node = 1; node < Count;)
        {
            int parent = kept[Parents[node]];
            if (TotalValues[node] < minTotal)
            {
                builder.AddSelf(builder.Child(parent, builder.InternName("other"u8), NoKind, StringId.Empty), TotalValues[node]);
                node = SubtreeEnds[node];
                continue;
            }

            kept[node] = builder.Child(parent, builder.InternName(NameOf(node)), KindByteOf(node), builder.InternName(ModuleOf(node)));
            builder.AddSelf(kept[node], SelfValues[node]);
            node++;
        }

        return builder.Build(Head);
    }
}
