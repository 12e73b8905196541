using System.Text;
using FlameScope.Flames;

namespace FlameScope;

/// <summary>One function with everything that called it and everything it called.</summary>
/// <remarks>
/// Both trees have the function alone under their root, and their <see cref="FlameTree.Total"/> is the function's total; recursion
/// counts once, at the outermost call. Their <see cref="FlameTree.Coverage"/> is that of the tree they were taken from.
/// </remarks>
public sealed class Sandwich
{
    private Sandwich(FlameTree callers, FlameTree callees)
    {
        Callers = callers;
        Callees = callees;
    }

    /// <summary>The function, its callers under it, and theirs under them, up to what stands at the root of stacks.</summary>
    public FlameTree Callers { get; }

    /// <summary>The function, and what it called under it.</summary>
    public FlameTree Callees { get; }

    /// <summary>Takes a function out of a tree.</summary>
    /// <param name="tree">A tree whose stacks start at the root, not an inverted one.</param>
    /// <param name="name">The function's whole name.</param>
    /// <param name="kind">Where its code comes from; <see langword="null"/> for whichever.</param>
    /// <returns>The views; empty, with a total of 0, where the tree does not have the function.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tree"/> or <paramref name="name"/> is <see langword="null"/>.</exception>
    public static Sandwich From(FlameTree tree, string name, FrameKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(name);
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        FlameTreeBuilder callers = new();
        FlameTreeBuilder callees = new();
        for (int node = 1; node < tree.Count;)
        {
            bool fits = tree.KindOf(node) is FrameKind own && (kind is null || own == kind) && tree.NameOf(node).SequenceEqual(wanted);
            if (!fits)
            {
                node++;
                continue;
            }

            AddCallers(tree, node, callers);
            AddCallees(tree, node, callees);
            node = tree.SubtreeEnds[node];
        }

        return new Sandwich(callers.Build(tree.Head), callees.Build(tree.Head));
    }

    private static void AddCallers(FlameTree tree, int node, FlameTreeBuilder builder)
    {
        int place = 0;
        for (int caller = node; caller != 0; caller = tree.Parents[caller])
        {
            place = Add(tree, caller, place, builder);
        }

        builder.AddSelf(place, tree.TotalValues[node]);
    }

    private static void AddCallees(FlameTree tree, int node, FlameTreeBuilder builder)
    {
        int[] places = new int[tree.SubtreeEnds[node] - node];
        for (int callee = node; callee < tree.SubtreeEnds[node]; callee++)
        {
            int above = callee == node ? 0 : places[tree.Parents[callee] - node];
            places[callee - node] = Add(tree, callee, above, builder);
            builder.AddSelf(places[callee - node], tree.SelfValues[callee]);
        }
    }

    private static int Add(FlameTree tree, int node, int parent, FlameTreeBuilder builder) => builder.Child(
        parent, builder.InternName(tree.NameOf(node)), tree.KindByteOf(node), builder.InternName(tree.ModuleOf(node)));
}
