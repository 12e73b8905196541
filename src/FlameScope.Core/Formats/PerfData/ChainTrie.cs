using System.Runtime.CompilerServices;
using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>Raw call chains as paths from their roots: chains share most of theirs, and only distinct places on a path are ever resolved.</summary>
/// <remarks>
/// A path begins with the process, whose addresses mean something else in another. A node is numbered after its parent, and has the mode
/// in which its address ran: the same address may be one of the process and, further on, one of the kernel.
/// </remarks>
internal sealed class ChainTrie
{
    /// <summary>What all paths begin with.</summary>
    public const int Root = 0;

    private const int InitialSlots = 256;

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<Node> _nodes = new();
    private Column<ChainMode> _modes = new();

    // Most nodes have one child, which hangs on its parent. The children of others are in this table, each with all that tells it from
    // others, so that a look-up reads one place; the one that was asked for last still hangs on its parent.
    private Slot[] _slots = new Slot[InitialSlots];
    private int _slotCount;

    public ChainTrie()
    {
        _nodes.Add(default);
        _modes.Add(ChainMode.None);
    }

    public int Count => _nodes.Count;

    public long EstimatedBytes => (long)Count * (Unsafe.SizeOf<Node>() + sizeof(ChainMode)) + ((long)_slots.Length * Unsafe.SizeOf<Slot>());

    public int ParentOf(int node) => _nodes[node].Parent;

    /// <summary>The address of a node; another number where its mode is <see cref="ChainMode.None"/>.</summary>
    public ulong WordOf(int node) => _nodes[node].Word;

    public ChainMode ModeOf(int node) => _modes[node];

    /// <summary>The beginning of a process's chains.</summary>
    public int RootOf(int pid) => Intern(Root, (uint)pid, ChainMode.None);

    /// <summary>The node after another; the same for the same address.</summary>
    /// <param name="parent">The node before it.</param>
    /// <param name="word">The address, or another number. After the same node it never stands for another mode: marks are nodes, too.</param>
    /// <param name="mode">Its mode.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Intern(int parent, ulong word, ChainMode mode)
    {
        int recent = _nodes[parent].RecentChild;
        int child = recent < 0 ? ~recent : recent;
        return child != 0 && _nodes[child].Word == word ? child : InternOther(parent, recent, word, mode);
    }

    private int InternOther(int parent, int recent, ulong word, ChainMode mode)
    {
        if (recent > 0)
        {
            AddSlot(new Slot { Word = _nodes[recent].Word, Parent = parent, Node = recent });
        }
        else if (recent < 0 && FindSlot(parent, word) is > 0 and var known)
        {
            _nodes[parent].RecentChild = ~known;
            return known;
        }

        int added = _nodes.Count;
        _nodes.Add(new Node { Word = word, Parent = parent });
        _modes.Add(mode);
        _nodes[parent].RecentChild = recent == 0 ? added : ~added;
        if (recent != 0)
        {
            AddSlot(new Slot { Word = word, Parent = parent, Node = added });
        }

        return added;
    }

    private int FindSlot(int parent, ulong word)
    {
        Slot[] slots = _slots;
        for (uint position = _hash.Of(parent, word); ; position++)
        {
            ref Slot slot = ref slots[position & (uint)(slots.Length - 1)];
            if (slot.Node == 0 || (slot.Word == word && slot.Parent == parent))
            {
                return slot.Node;
            }
        }
    }

    private void AddSlot(in Slot added)
    {
        if (_slotCount >= _slots.Length / 2)
        {
            Slot[] known = _slots;
            _slots = new Slot[known.Length * 2];
            foreach (ref readonly Slot slot in known.AsSpan())
            {
                if (slot.Node != 0)
                {
                    Insert(slot);
                }
            }
        }

        Insert(added);
        _slotCount++;
    }

    private void Insert(in Slot added)
    {
        uint position = _hash.Of(added.Parent, added.Word);
        while (_slots[position & (uint)(_slots.Length - 1)].Node != 0)
        {
            position++;
        }

        _slots[position & (uint)(_slots.Length - 1)] = added;
    }

    private struct Node
    {
        public ulong Word;
        public int Parent;

        /// <summary>The child that was asked for last; its complement where there are others.</summary>
        public int RecentChild;
    }

    private struct Slot
    {
        public ulong Word;
        public int Parent;
        public int Node;
    }
}
