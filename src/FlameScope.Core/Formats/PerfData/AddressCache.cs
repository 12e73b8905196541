using System.Runtime.CompilerServices;

namespace FlameScope.Formats.PerfData;

/// <summary>Remembers what addresses stand for, in few bytes each; what is forgotten is only looked up once more.</summary>
internal sealed class AddressCache
{
    private const int SlotBits = 17;

    private readonly Slot[] _slots = new Slot[1 << SlotBits];

    // An empty slot looks like address 0, whose place is the first.
    public AddressCache() => _slots[0].Version = -1;

    /// <summary>The frames that an address stood for when it was last asked for, where they are the same now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ulong address, AddressSpace space, out int entry)
    {
        ref Slot slot = ref _slots[SlotOf(address)];
        entry = slot.Entry;
        return slot.Address == address && (slot.Version == space.Version || IsUnchanged(ref slot, space));
    }

    public void Add(ulong address, AddressSpace space, int entry) => _slots[SlotOf(address)] = new Slot { Address = address, Version = space.Version, Entry = entry };

    private static bool IsUnchanged(ref Slot slot, AddressSpace space)
    {
        if (!space.IsUnchanged(slot.Address, slot.Version))
        {
            return false;
        }

        slot.Version = space.Version;
        return true;
    }

    private static int SlotOf(ulong address) => (int)((address * 0x9e3779b97f4a7c15) >> (64 - SlotBits));

    private struct Slot
    {
        public ulong Address;
        public int Version;
        public int Entry;
    }
}
