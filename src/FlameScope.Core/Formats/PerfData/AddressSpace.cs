using System.Collections.Immutable;

namespace FlameScope.Formats.PerfData;

/// <summary>What the addresses of a process, or of the kernel, stand for at one time.</summary>
/// <remarks>A child shares its parent's maps until one of the two changes them.</remarks>
internal sealed class AddressSpace
{
    private const int MaxChanges = 16;

    private static readonly MappedModule Nowhere = new(-1, [], null, null, IsFile: false);
    private static readonly ImmutableSortedSet<Mapping> None = ImmutableSortedSet.Create<Mapping>(Comparer<Mapping>.Create(static (left, right) => left.Start.CompareTo(right.Start)));

    // The last changes, in a ring: a runtime that compiles maps memory all the time, and most addresses stay what they are.
    private readonly Change[] _changes = new Change[MaxChanges];
    private ImmutableSortedSet<Mapping> _maps = None;
    private int _changeCount;
    private Mapping? _lastFound;

    /// <summary>The same number for spaces with the same maps; 0 for one without any.</summary>
    public int Version { get; private set; }

    /// <summary>Takes over another space's maps.</summary>
    public void CopyFrom(AddressSpace other)
    {
        (_maps, Version, _changeCount, _lastFound) = (other._maps, other.Version, other._changeCount, null);
        other._changes.CopyTo(_changes, 0);
    }

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
        _changes[_changeCount++ % MaxChanges] = new Change(Version, start, end);
        Version = version;
        _lastFound = null;
        if (FindIn(start) is { } first && first.Start < start)
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
        // Neighbours on a stack are mostly of one module.
        if (_lastFound is null || address < _lastFound.Start || address >= _lastFound.End)
        {
            _lastFound = FindIn(address);
        }

        return _lastFound;
    }

    /// <summary>Whether an address is known to stand for what it stood for in an earlier version of these maps.</summary>
    public bool IsUnchanged(ulong address, int version)
    {
        int oldest = Math.Max(0, _changeCount - MaxChanges);
        for (int i = _changeCount - 1; i >= oldest; i--)
        {
            Change change = _changes[i % MaxChanges];
            if (address >= change.Start && address < change.End)
            {
                return false;
            }

            if (change.Before == version)
            {
                return true;
            }
        }

        return false;
    }

    private Mapping? FindIn(ulong address)
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

    /// <summary>Maps between two addresses became others.</summary>
    /// <param name="Before">The version before.</param>
    /// <param name="Start">The first address.</param>
    /// <param name="End">The first address after them.</param>
    private readonly record struct Change(int Before, ulong Start, ulong End);
}
