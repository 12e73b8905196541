using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>Interns small fixed-size rows; equal rows get equal numbers, by first sight.</summary>
internal sealed class RowTableBuilder<T>
    where T : unmanaged, IEquatable<T>
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<T> _rows = new();
    private HashIndex _index = new();
    private Dictionary<int, T>? _originals;

    public ReadOnlySpan<T> Rows => _rows.Values;

    public int Intern(T row, int firstKey, int secondKey)
    {
        uint hash = _hash.Of(firstKey, secondKey);
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out int candidate))
        {
            if (_rows[candidate].Equals(row))
            {
                return candidate;
            }
        }

        _rows.Add(row);
        _index.Add(hash, _rows.Count - 1);
        return _rows.Count - 1;
    }

    /// <summary>Whether rows may be equal, because one was replaced.</summary>
    public bool HasDuplicates => _originals is not null;

    /// <summary>How often a row was replaced.</summary>
    public int Replacements { get; private set; }

    /// <summary>What a row was when it was added.</summary>
    public T OriginalOf(int row) => _originals is not null && _originals.TryGetValue(row, out T original) ? original : _rows[row];

    /// <summary>Puts another value in the place of a row.</summary>
    public void Replace(int row, T value, int firstKey, int secondKey)
    {
        if (_rows[row].Equals(value))
        {
            return;
        }

        // What the index knows under the old key leads to a row that is another now, and fits no more.
        (_originals ??= []).TryAdd(row, _rows[row]);
        Replacements++;
        _rows[row] = value;
        _index.Add(_hash.Of(firstKey, secondKey), row);
    }

    public T[] Build() => _rows.Values.ToArray();
}
