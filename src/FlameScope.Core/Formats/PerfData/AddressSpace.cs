using System.Collections.Immutable;

namespace FlameScope.Formats.PerfData;

/// <summary>What the addresses of a process, or of the kernel, stand for at one time.</summary>
/// <remarks>A child shares its parent's maps until one of the two changes them.</remarks>
internal sealed class AddressSpace
{
    private static readonly MappedModule Nowhere = new(-1, [], null, null, IsFile: false);
    private static readonly ImmutableSortedSet<Mapping> None = ImmutableSortedSet.Create<Mapping>(Comparer<Mapping>.Create(static (left, right) => left.Start.CompareTo(right.Start)));

    private ImmutableSortedSet<Mapping> _maps = None;

    /// <summary>The same number for spaces with the same maps; 0 for one without any.</summary>
    public int Version { get; private set; }

    /// <summary>Takes over another space's maps.</summary>
    public void CopyFrom(AddressSpace other) => (_maps, Version) = (other._maps, other.Version);

    /// <summary>Maps a module, over whatever was mapped to its addresses before.</summary>
    /// <param name="map">The addresses and the module.</param>
    /// <param name="version">A number that no other maps have.</param>
    public void Add(Mapping map, int version)
    {
        Remove(map.Start, map.End, version);
        _maps = _maps.Add(map);
    }

    /// <summary>Forgets what was mapped to addresses.</summary>
    /// <param name="start">The first address.</param>
    /// <param name="end">The first address after them.</param>
    /// <param name="version">A number that no other maps have.</param>
    public void Remove(ulong start, ulong end, int version)
    {
        Version = version;
        if (Find(start) is { } first && first.Start < start)
        {
            _maps = _maps.Remove(first).Add(first with { End = start });
            if (first.End > end)
            {
                _maps = _maps.Add(first.From(end));
                return;
            }
        }

        int next = IndexAtOrAfter(start);
        while (next < _maps.Count && _maps[next].Start < end)
        {
            Mapping map = _maps[next];
            _maps = _maps.Remove(map);
            if (map.End > end)
            {
                _maps = _maps.Add(map.From(end));
                return;
            }
        }
    }

    /// <summary>What an address stands for; <see langword="null"/> where nothing is mapped to it.</summary>
    public Mapping? Find(ulong address)
    {
        int next = IndexAtOrAfter(address);
        if (next < _maps.Count && _maps[next] is { } exact && exact.Start == address)
        {
            return exact;
        }

        return next > 0 && _maps[next - 1] is { } map && address < map.End ? map : null;
    }

    private int IndexAtOrAfter(ulong address)
    {
        int index = _maps.IndexOf(new Mapping(address, address, 0, Nowhere));
        return index < 0 ? ~index : index;
    }
}
