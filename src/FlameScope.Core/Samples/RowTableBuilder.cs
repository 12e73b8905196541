using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>Interns small fixed-size rows; equal rows get equal numbers, by first sight.</summary>
internal sealed class RowTableBuilder<T>
    where T : unmanaged, IEquatable<T>
{
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private Column<T> _rows = new();
    private HashIndex _index = new();

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

    public T[] Build() => _rows.ToArray();
}
