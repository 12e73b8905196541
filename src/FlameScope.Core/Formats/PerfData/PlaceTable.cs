using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>What the places of modules stand for, each asked for once.</summary>
internal sealed class PlaceTable
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly Dictionary<(int Module, ulong Offset), NamedPlace> _passing = [];
    private Column<Row> _rows = new();
    private HashIndex _index = new();

    /// <summary>Finds what a place stands for at a time; false where that was not asked for yet.</summary>
    public bool TryFind(int module, ulong offset, long time, out NamedPlace found)
    {
        uint hash = _hash.Of(module, offset);
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int row))
        {
            ref Row candidate = ref _rows[row];
            if (candidate.Offset == offset && candidate.Module == module)
            {
                found = NamedPlace.Lasting(candidate.Entry);
                return true;
            }
        }

        found = default;
        return _passing.Count > 0 && _passing.TryGetValue((module, offset), out found) && found.Holds(time);
    }

    /// <summary>Adds a place that was not found.</summary>
    public void Add(int module, ulong offset, NamedPlace place)
    {
        if (!place.IsLasting)
        {
            _passing[(module, offset)] = place;
            return;
        }

        _index.Add(_hash.Of(module, offset), _rows.Count);
        _rows.Add(new Row { Offset = offset, Module = module, Entry = place.Entry });
    }

    private struct Row
    {
        public ulong Offset;
        public int Module;
        public int Entry;
    }
}
