using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

public sealed partial class FlameTree
{
    /// <summary>Adds trees up, node by node, such as those of several recordings of one service.</summary>
    /// <param name="trees">The trees; at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trees"/> or a tree is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no tree.</exception>
    public static FlameTree Merge(IEnumerable<FlameTree> trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        FlameTree[] all = [.. trees];
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no tree to merge.", nameof(trees));
        }

        FlameTreeBuilder builder = new();
        foreach (FlameTree tree in all)
        {
            ArgumentNullException.ThrowIfNull(tree, nameof(trees));
            tree.AddTo(builder);
        }

        return builder.Build(
            all.Skip(1).Aggregate(all[0].Coverage, (sum, tree) => sum.Plus(tree.Coverage)),
            all.All(tree => tree.Range == all[0].Range) ? all[0].Range : null,
            all.All(tree => tree.EventName == all[0].EventName) ? all[0].EventName : EventSelection.All.ToString());
    }

    private void AddTo(FlameTreeBuilder builder)
    {
        int[] merged = new int[Count];
        builder.AddSelf(0, _selfs[0]);
        for (int node = 1; node < merged.Length; node++)
        {
            StringId name = builder.InternName(NameOf(node));
            StringId module = builder.InternName(ModuleOf(node));
            merged[node] = builder.Child(merged[_parents[node]], name, _kinds[node], module);
            builder.AddSelf(merged[node], _selfs[node]);
        }
    }
}
