using System.Runtime.InteropServices;
using System.Text;

namespace FlameScope.Flames;

/// <summary>The distinct functions, (name, kind), of a tree, and what they add up to over its nodes.</summary>
internal sealed class FrameKeys
{
    private const int NoKey = -1;

    private readonly FlameTree _tree;
    private readonly int[] _keyOf;
    private readonly List<int> _firstNodes = [];
    private readonly List<bool> _hasSeveralModules = [];

    public FrameKeys(FlameTree tree)
    {
        _tree = tree;
        _keyOf = new int[tree.Count];
        Dictionary<(StringId Name, byte Kind), int> known = [];
        for (int node = 0; node < _keyOf.Length; node++)
        {
            byte kind = tree.KindByteOf(node);
            if (kind == FlameTree.NoKind)
            {
                _keyOf[node] = NoKey;
                continue;
            }

            ref int key = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (tree.NameIdOf(node), kind), out bool exists);
            if (!exists)
            {
                key = _firstNodes.Count;
                _firstNodes.Add(node);
                _hasSeveralModules.Add(false);
            }
            else if (!tree.ModuleOf(node).SequenceEqual(tree.ModuleOf(_firstNodes[key])))
            {
                _hasSeveralModules[key] = true;
            }

            _keyOf[node] = key;
        }
    }

    public int Count => _firstNodes.Count;

    public string NameOf(int key) => Encoding.UTF8.GetString(_tree.NameOf(_firstNodes[key]));

    /// <summary>The function's name as a row of the tree's names.</summary>
    public StringId NameIdOf(int key) => _tree.NameIdOf(_firstNodes[key]);

    public FrameKind KindOf(int key) => (FrameKind)_tree.KindByteOf(_firstNodes[key]);

    public string ModuleOf(int key) => _hasSeveralModules[key] ? "" : Encoding.UTF8.GetString(_tree.ModuleOf(_firstNodes[key]));

    /// <summary>By function: the sum of its nodes' own values.</summary>
    public long[] SelfsOf(ReadOnlySpan<long> selfs)
    {
        long[] sums = new long[Count];
        for (int node = 0; node < selfs.Length; node++)
        {
            if (_keyOf[node] != NoKey)
            {
                sums[_keyOf[node]] += selfs[node];
            }
        }

        return sums;
    }

    /// <summary>By function: the sum of the totals of its outermost nodes, so that recursion counts once.</summary>
    public long[] TotalsOf(ReadOnlySpan<long> totals)
    {
        long[] sums = new long[Count];
        int[] openNodes = new int[Count];
        Stack<int> path = [];
        for (int node = 0; node < totals.Length; node++)
        {
            while (path.TryPeek(out int open) && _tree.SubtreeEnds[open] <= node)
            {
                path.Pop();
                openNodes[_keyOf[open]]--;
            }

            int key = _keyOf[node];
            if (key == NoKey)
            {
                continue;
            }

            sums[key] += openNodes[key] == 0 ? totals[node] : 0;
            openNodes[key]++;
            path.Push(node);
        }

        return sums;
    }
}
