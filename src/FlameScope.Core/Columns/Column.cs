using System.Buffers;
using System.Runtime.CompilerServices;

namespace FlameScope.Columns;

/// <summary>A growing column of values; becomes a plain array when its table is complete.</summary>
internal struct Column<T>
    where T : unmanaged
{
    private const int InitialCapacity = 256;

    // A fourth more than there is may stay: whatever was never written takes no memory of the machine.
    private const int MaxRoom = 4;

    private readonly bool _isRented;
    private T[] _values;

    public Column() => _values = [];

    private Column(bool isRented)
        : this() => _isRented = isRented;

    /// <summary>A column for the time of one task, whose memory comes from a pool; <see cref="Return"/> ends its use.</summary>
    public static Column<T> Rent() => new(isRented: true);

    public int Count { get; private set; }

    /// <summary>How many values there is room for.</summary>
    public readonly int Capacity => _values.Length;

    public readonly Span<T> Values => _values.AsSpan(0, Count);

    public readonly ref T this[int row] => ref _values[row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        if (Count == _values.Length)
        {
            Grow(Count + 1L);
        }

        _values[Count++] = value;
    }

    public void Clear() => Count = 0;

    /// <summary>Makes room for a number of values in all, so that the column need not grow up to it.</summary>
    public void EnsureCapacity(int capacity) => Reserve(capacity - Count);

    /// <summary>Adds a number of zeros.</summary>
    public void AddZeros(int count)
    {
        if (count > _values.Length - Count)
        {
            Grow((long)Count + count);
        }

        _values.AsSpan(Count, count).Clear();
        Count += count;
    }

    /// <summary>Adds one value a number of times.</summary>
    public void AddRepeated(T value, int count) => Extend(count).Fill(value);

    /// <summary>Makes the column longer.</summary>
    /// <returns>The new part, which the caller fills: whatever was there before is still in it.</returns>
    public Span<T> Extend(int count)
    {
        if (count > _values.Length - Count)
        {
            Grow((long)Count + count);
        }

        Count += count;
        return _values.AsSpan(Count - count, count);
    }

    /// <summary>Makes room for exactly so many more values, where there is less.</summary>
    public void Reserve(int count)
    {
        if (count > _values.Length - Count)
        {
            long needed = (long)Count + count;
            ThrowIfTooLarge(needed);
            Resize((int)needed);
        }
    }

    /// <summary>Takes the values out, as an array of their number; none are left.</summary>
    public T[] Take()
    {
        T[] values = ToArray();
        (_values, Count) = ([], 0);
        return values;
    }

    /// <summary>Adds all values of an array, which the caller hands over.</summary>
    public void Take(T[] values)
    {
        if (Count == 0)
        {
            (_values, Count) = (values, values.Length);
        }
        else
        {
            AddRange(values);
        }
    }

    /// <summary>Drops everything after the first values.</summary>
    public void Truncate(int count) => Count = count;

    public void AddRange(ReadOnlySpan<T> values)
    {
        if (values.Length > _values.Length - Count)
        {
            Grow((long)Count + values.Length);
        }

        values.CopyTo(_values.AsSpan(Count));
        Count += values.Length;
    }

    public readonly T[] ToArray() => Count == _values.Length ? _values : Values.ToArray();

    /// <summary>The values, and perhaps room for some more after them: what is added later may go there.</summary>
    public readonly T[] ToArrayWithRoom() => _values.Length - Count <= Count / MaxRoom ? _values : Values.ToArray();

    /// <summary>The values in another order.</summary>
    /// <param name="order">The row that comes first, and so on.</param>
    public readonly T[] ToArray(int[] order)
    {
        ReadOnlySpan<T> values = Values;
        T[] ordered = new T[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            ordered[i] = values[order[i]];
        }

        return ordered;
    }

    /// <summary>Puts values between those that are there.</summary>
    /// <param name="rows">Before which of the rows each goes, ascending.</param>
    /// <param name="values">As many values.</param>
    public void Insert(ReadOnlySpan<int> rows, ReadOnlySpan<T> values)
    {
        int end = Count;
        Extend(rows.Length);
        Span<T> all = Values;
        for (int next = rows.Length - 1; next >= 0; next--)
        {
            all[rows[next]..end].CopyTo(all[(rows[next] + next + 1)..]);
            all[rows[next] + next] = values[next];
            end = rows[next];
        }
    }

    /// <summary>Takes rows out.</summary>
    /// <param name="rows">Which, ascending.</param>
    public void Remove(ReadOnlySpan<int> rows)
    {
        Span<T> all = Values;
        for (int next = 0; next < rows.Length; next++)
        {
            int end = next + 1 < rows.Length ? rows[next + 1] : all.Length;
            all[(rows[next] + 1)..end].CopyTo(all[(rows[next] - next)..]);
        }

        Count -= rows.Length;
    }

    /// <summary>Gives the memory of a rented column back; it is empty then.</summary>
    public void Return()
    {
        T[] values = _values;
        _values = [];
        Count = 0;
        if (values.Length > 0)
        {
            ArrayPool<T>.Shared.Return(values);
        }
    }

    private void Grow(long needed)
    {
        ThrowIfTooLarge(needed);
        long doubled = Math.Max(InitialCapacity, _values.Length * 2L);
        Resize((int)Math.Min(Array.MaxLength, Math.Max(doubled, needed)));
    }

    // Whatever lies after the values is never read before it is written.
    private void Resize(int capacity)
    {
        T[] grown = _isRented ? ArrayPool<T>.Shared.Rent(capacity) : GC.AllocateUninitializedArray<T>(capacity);
        int count = Count;
        Values.CopyTo(grown);
        if (_isRented)
        {
            Return();
        }

        _values = grown;
        Count = count;
    }

    private static void ThrowIfTooLarge(long needed)
    {
        if (needed > Array.MaxLength)
        {
            throw new TableFullException(FormattableString.Invariant(
                $"A table of {needed} values is needed, more than the {Array.MaxLength} that one may have. Load the input in parts."));
        }
    }
}
