using System.Runtime.InteropServices;

namespace FlameScope.Symbols.Itanium;

/// <summary>A node of a C++ name; what the fields mean depends on its kind.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Node(NodeKind Kind, int Left, int Right, int Number);

/// <summary>The nodes of one C++ name, children before parents; node 0 stands for nothing.</summary>
internal sealed class NodeTable
{
    private Node[] _nodes = new Node[128];
    private int[] _substitutions = new int[32];
    private int _count = 1;

    /// <summary>How many substitutions there are.</summary>
    public int SubstitutionCount { get; private set; }

    /// <summary>The node with an id.</summary>
    public ref readonly Node this[int id] => ref _nodes[id];

    /// <summary>Starts the next name.</summary>
    public void Clear()
    {
        _count = 1;
        SubstitutionCount = 0;
    }

    /// <summary>Adds a node and gives its id.</summary>
    public int Add(NodeKind kind, int left = 0, int right = 0, int number = 0)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        _nodes[_count] = new Node(kind, left, right, number);
        return _count++;
    }

    /// <summary>Puts another node in the place of <see cref="Node.Right"/>: lists are linked as they are read.</summary>
    public void SetRight(int id, int right) => _nodes[id] = _nodes[id] with { Right = right };

    /// <summary>Gives the next number of a substitution to a node.</summary>
    public void AddSubstitution(int id)
    {
        if (SubstitutionCount == _substitutions.Length)
        {
            Array.Resize(ref _substitutions, SubstitutionCount * 2);
        }

        _substitutions[SubstitutionCount++] = id;
    }

    /// <summary>The node of a substitution; 0 where there is no such one.</summary>
    public int Substitution(int number) => number < SubstitutionCount ? _substitutions[number] : 0;

    /// <summary>Takes back the substitutions after the first <paramref name="count"/>.</summary>
    public void TruncateSubstitutions(int count) => SubstitutionCount = count;
}
