using FlameScope.Flames;

namespace FlameScope;

public sealed partial class FlameDiff
{
    private static FlameDiff Build(FlameTree baseline, FlameTree examined, FlameDiffOptions options)
    {
        if (baseline.Metric != examined.Metric)
        {
            throw new ArgumentException(
                $"A tree of {examined.Metric.Unit} ({examined.Metric.Name}) cannot be compared with one of {baseline.Metric.Unit} ({baseline.Metric.Name}).", nameof(examined));
        }

        FlameTree union = FlameTree.Merge([baseline, examined]);
        return new FlameDiff(
            union,
            new DiffSide(baseline, NodesIn(union, baseline), union.Count, options.Mode),
            new DiffSide(examined, NodesIn(union, examined), union.Count, options.Mode),
            options);
    }

    // Both trees are in the same order of names, so the side's next node is found going on from its last one.
    private static int[] NodesIn(FlameTree union, FlameTree side)
    {
        int[] nodeOf = new int[side.Count];
        int next = 1;
        for (int node = 1; node < nodeOf.Length; node++)
        {
            int parent = nodeOf[side.Parents[node]];
            while (union.Parents[next] != parent || union.KindByteOf(next) != side.KindByteOf(node)
                || !union.NameOf(next).SequenceEqual(side.NameOf(node)))
            {
                next++;
            }

            nodeOf[node] = next++;
        }

        return nodeOf;
    }
}
