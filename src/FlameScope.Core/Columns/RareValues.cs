namespace FlameScope.Columns;

/// <summary>A complete column of numbers, of which only those may be kept that are not the usual one.</summary>
internal sealed class RareValues
{
    private readonly int[] _rows = [];
    private readonly long[] _values = [];
    private readonly bool _isPlain;
    private readonly ulong[] _others = [];
    private readonly Lazy<long[]> _all;

    /// <summary>A column of one number.</summary>
    public RareValues(long usual, int count)
    {
        Usual = usual;
        Count = count;
        _all = new Lazy<long[]>([]);
    }

    /// <summary>A plain column.</summary>
    /// <param name="values">Its numbers, and perhaps room for more; the array is handed over.</param>
    /// <param name="count">How many there are.</param>
    public RareValues(long[] values, int count)
    {
        Count = count;
        _values = values;
        _isPlain = count > 0;
        _all = new Lazy<long[]>(values);
    }

    /// <summary>A column whose rows are the usual number but for some.</summary>
    public RareValues(long usual, int count, ReadOnlySpan<int> rows, ReadOnlySpan<long> values)
    {
        Usual = usual;
        Count = count;
        _rows = rows.ToArray();
        _values = values.ToArray();
        _others = new ulong[Bits.WordsFor(count)];
        foreach (int row in rows)
        {
            Bits.Set(_others, row);
        }

        _all = new Lazy<long[]>(Expand);
    }

    public int Count { get; }

    /// <summary>The number of all rows that are not among the others.</summary>
    public long Usual { get; }

    /// <summary>Whether rows may differ.</summary>
    public bool HasOthers => _values.Length > 0;

    /// <summary>Whether each row has a number of its own; otherwise <see cref="OtherRows"/> are those that have.</summary>
    public bool IsPlain => _isPlain;

    /// <summary>The rows that differ from <see cref="Usual"/>, ascending; none where the column is plain.</summary>
    public ReadOnlySpan<int> OtherRows => _rows;

    /// <summary>The numbers of <see cref="OtherRows"/>, or of all rows where the column is plain.</summary>
    public ReadOnlySpan<long> Kept => _isPlain ? _values.AsSpan(0, Count) : _values;

    /// <summary>All rows' numbers, which are written out when they are first asked for; empty where there are no others.</summary>
    public ReadOnlySpan<long> All => _all.Value.AsSpan(0, HasOthers ? Count : 0);

    public long EstimatedBytes => ((long)(_values.Length + _others.Length) * sizeof(long)) + ((long)_rows.Length * sizeof(int));

    public long this[int row]
    {
        get
        {
            if (_isPlain)
            {
                return _values[row];
            }

            return _values.Length == 0 || !Bits.IsSet(_others, row) ? Usual : _values[Array.BinarySearch(_rows, row)];
        }
    }

    private long[] Expand()
    {
        long[] all = new long[Count];
        all.AsSpan().Fill(Usual);
        for (int i = 0; i < _rows.Length; i++)
        {
            all[_rows[i]] = _values[i];
        }

        return all;
    }
}
