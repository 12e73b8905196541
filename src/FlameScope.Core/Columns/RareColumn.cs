namespace FlameScope.Columns;

/// <summary>A growing column of numbers, most of which are the same, as a rule: it keeps the others alone until they are many.</summary>
internal struct RareColumn
{
    // Another number takes 12 bytes where it is kept alone, and 8 in a plain column, as all the usual ones do, too.
    private const int RowsPerOther = 16;
    private const int MinOthers = 16;

    private Column<int> _rows = new();
    private Column<long> _values = new();
    private bool _isPlain;
    private int _reserved;

    /// <param name="usual">What most rows are.</param>
    public RareColumn(long usual) => Usual = usual;

    public int Count { get; private set; }

    /// <summary>What rows are that nobody said anything else of.</summary>
    public long Usual { get; private set; }

    /// <summary>Whether some rows are not <see cref="Usual"/>, or might be.</summary>
    public readonly bool HasOthers => _values.Count > 0;

    public readonly long EstimatedBytes => ((long)_values.Count * sizeof(long)) + ((long)_rows.Count * sizeof(int));

    /// <summary>The number of a row; the usual one of a row that has not been added.</summary>
    public readonly long this[int row] => _isPlain
        ? row < Count ? _values[row] : Usual
        : _rows.Values.BinarySearch(row) is >= 0 and var place ? _values[place] : Usual;

    /// <summary>Says what most rows are, before there is one.</summary>
    public void Begin(long usual) => Usual = usual;

    public void Add(long value)
    {
        if (_isPlain)
        {
            _values.Add(value);
        }
        else if (value != Usual)
        {
            AddOther(value);
        }

        Count++;
    }

    /// <summary>Adds one number a number of times.</summary>
    public void AddRepeated(long value, int count)
    {
        if (!_isPlain && value == Usual)
        {
            Count += count;
        }
        else if (MakeRoomFor(count, count))
        {
            _values.AddRepeated(value, count);
            Count += count;
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                Add(value);
            }
        }
    }

    public void AddRange(ReadOnlySpan<long> values)
    {
        if (MakeRoomFor(values.Length, _isPlain ? 0 : values.Length - values.Count(Usual)))
        {
            _values.AddRange(values);
            Count += values.Length;
            return;
        }

        foreach (long value in values)
        {
            Add(value);
        }
    }

    /// <summary>Adds all numbers of an array, which the caller hands over.</summary>
    public void Take(long[] values)
    {
        if (Count == 0 && MakeRoomFor(values.Length, values.Length - values.AsSpan().Count(Usual), reserve: false))
        {
            _values.Take(values);
            Count = values.Length;
        }
        else
        {
            AddRange(values);
        }
    }

    /// <summary>Makes room for exactly so many more rows, should it be needed.</summary>
    public void Reserve(int count)
    {
        _reserved = Math.Max(_reserved, (int)Math.Min(int.MaxValue, (long)Count + count));
        if (_isPlain)
        {
            _values.Reserve(count);
        }
    }

    /// <summary>Moves the last rows between those before them.</summary>
    /// <param name="places">Before which of the others each goes, ascending: as many as rows are moved.</param>
    public void MoveLast(ReadOnlySpan<int> places)
    {
        int first = Count - places.Length;
        if (_isPlain)
        {
            long[] moved = _values.Values[first..].ToArray();
            _values.Truncate(first);
            _values.Insert(places, moved);
            return;
        }

        RareColumn merged = new(Usual) { _reserved = _reserved };
        int next = 0;
        for (int i = 0; i < _rows.Count && _rows[i] < first; i++)
        {
            for (; next < places.Length && places[next] <= _rows[i]; next++)
            {
                merged.AddAt(places[next] + next, this[first + next]);
            }

            merged.AddAt(_rows[i] + next, _values[i]);
        }

        for (; next < places.Length; next++)
        {
            merged.AddAt(places[next] + next, this[first + next]);
        }

        merged.AddRepeated(Usual, Count - merged.Count);
        this = merged;
    }

    /// <summary>Drops everything after the first rows.</summary>
    public void Truncate(int count)
    {
        if (_isPlain)
        {
            _values.Truncate(count);
        }
        else
        {
            int place = _rows.Values.BinarySearch(count);
            _rows.Truncate(place < 0 ? ~place : place);
            _values.Truncate(_rows.Count);
        }

        Count = count;
    }

    /// <summary>Takes rows out.</summary>
    /// <param name="rows">Which, ascending.</param>
    public void Remove(ReadOnlySpan<int> rows)
    {
        if (_isPlain)
        {
            _values.Remove(rows);
            Count -= rows.Length;
            return;
        }

        RareColumn rest = new(Usual) { _reserved = _reserved };
        int next = 0;
        for (int i = 0; i < _rows.Count; i++)
        {
            for (; next < rows.Length && rows[next] < _rows[i]; next++)
            {
            }

            if (next == rows.Length || rows[next] != _rows[i])
            {
                rest.AddAt(_rows[i] - next, _values[i]);
            }
        }

        rest.AddRepeated(Usual, Count - rows.Length - rest.Count);
        this = rest;
    }

    /// <summary>The complete column.</summary>
    /// <param name="order">Which row comes first, and so on; <see langword="null"/> where they stay as they are.</param>
    public readonly RareValues Complete(int[]? order)
    {
        if (!HasOthers)
        {
            return new RareValues(Usual, Count);
        }

        if (_isPlain)
        {
            return new RareValues(order is null ? _values.ToArrayWithRoom() : _values.ToArray(order), Count);
        }

        return order is null ? new RareValues(Usual, Count, _rows.Values, _values.Values) : Ordered(order);
    }

    private readonly RareValues Ordered(int[] order)
    {
        ulong[] others = new ulong[Bits.WordsFor(Count)];
        foreach (int row in _rows.Values)
        {
            Bits.Set(others, row);
        }

        Column<int> rows = new();
        Column<long> values = new();
        for (int place = 0; place < order.Length; place++)
        {
            if (Bits.IsSet(others, order[place]))
            {
                rows.Add(place);
                values.Add(this[order[place]]);
            }
        }

        return new RareValues(Usual, Count, rows.Values, values.Values);
    }

    private void AddAt(int row, long value)
    {
        AddRepeated(Usual, row - Count);
        Add(value);
    }

    private void AddOther(long value)
    {
        if (!MakeRoomFor(1, 1))
        {
            _rows.Add(Count);
        }

        _values.Add(value);
    }

    // Whether the column is a plain one once so many rows are added.
    private bool MakeRoomFor(int count, int others, bool reserve = true)
    {
        if (_isPlain || _rows.Count + (long)others <= Math.Max(MinOthers, ((long)Count + count) / RowsPerOther))
        {
            return _isPlain;
        }

        Column<long> plain = new();
        if (reserve)
        {
            plain.Reserve(Math.Max(_reserved, (int)Math.Min(Array.MaxLength, (long)Count + count)));
        }

        plain.AddRepeated(Usual, Count);
        for (int i = 0; i < _rows.Count; i++)
        {
            plain[_rows[i]] = _values[i];
        }

        (_rows, _values, _isPlain) = (new Column<int>(), plain, true);
        return true;
    }
}
