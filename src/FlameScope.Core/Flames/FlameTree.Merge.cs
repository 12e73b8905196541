using FlameScope.Flames;

namespace FlameScope;

public sealed partial class FlameTree
{
    /// <summary>Adds trees up, node by node, such as those of several recordings of one service.</summary>
    /// <param name="trees">The trees; at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trees"/> or a tree is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no tree, or trees have different metrics.</exception>
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

        return builder.Build(FlameTreeHead.Of(all));
    }

    private void AddTo(FlameTreeBuilder builder)
    {
        int[] merged = new int[Count];
        builder.AddSelf(0, SelfValues[0]);
        for (int node = 1; node < merged.Length; node++)
        {
            StringId name = builder.InternName(NameOf(node));
            StringId module = builder.InternName(ModuleOf(node));
            merged[node] = builder.Child(merged[Parents[node]], name, KindByteOf(node), module);
            builder.AddSelf(merged[node], SelfValues[node]);
        }
    }
}
