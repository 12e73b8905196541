using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FlameScope.Columns;

/// <summary>An open-addressing index from hashes to rows of a table that itself holds the keys.</summary>
/// <remarks>The hash only narrows the search: the owner compares its rows exactly.</remarks>
[SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
internal struct HashIndex
{
    /// <summary>The most bytes that a row takes in an index, which is at least a quarter full.</summary>
    public const int BytesPerRow = 4 * 8;

    private const int InitialSlots = 64;

    private Slot[] _slots;
    private int _count;

    public HashIndex() => _slots = new Slot[InitialSlots];

    /// <summary>The first slot to look at for a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Start(uint hash) => (int)hash & (_slots.Length - 1);

    /// <summary>
    /// Steps to the next row whose hash is equal. Returns <see langword="false"/> at the end of the chain; the key is new then.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryNext(uint hash, ref int position, out int row)
    {
        Slot[] slots = _slots;
        while (true)
        {
            Slot slot = slots[position & (slots.Length - 1)];
            position++;
            if (slot.RowPlusOne == 0)
            {
                row = -1;
                return false;
            }

            if (slot.Hash == hash)
            {
                row = slot.RowPlusOne - 1;
                return true;
            }
        }
    }

    public void Add(uint hash, int row)
    {
        if (_count >= _slots.Length / 2)
        {
            Grow();
        }

        Insert(_slots, new Slot(hash, row + 1));
        _count++;
    }

    private void Grow()
    {
        Slot[] grown = new Slot[_slots.Length * 2];
        foreach (Slot slot in _slots)
        {
            if (slot.RowPlusOne != 0)
            {
                Insert(grown, slot);
            }
        }

        _slots = grown;
    }

    private static void Insert(Slot[] slots, Slot slot)
    {
        int position = (int)slot.Hash & (slots.Length - 1);
        while (slots[position].RowPlusOne != 0)
        {
            position = (position + 1) & (slots.Length - 1);
        }

        slots[position] = slot;
    }

    private readonly record struct Slot(uint Hash, int RowPlusOne);
}
