using FlameScope.Columns;

namespace FlameScope.HeatMaps;

/// <summary>The cells of a map in the making: rows side by side, each with its cells along time.</summary>
internal sealed class CellValues
{
    private readonly HeatMapGrid _grid;
    private readonly int _rows;

    // How many lasting samples cover a cell whole: what each cell has more than the one before.
    private long[]? _covers;

    /// <param name="grid">The cells of one row along time.</param>
    /// <param name="count">Cells along time.</param>
    /// <param name="rows">Rows of such cells; 1 where offsets are cells of their own.</param>
    public CellValues(HeatMapGrid grid, int count, int rows)
    {
        _grid = grid;
        _rows = rows;
        Values = new long[count * rows];
    }

    public long[] Values { get; }

    /// <summary>Adds a value at an instant.</summary>
    public void Add(int row, long time, long value) => AddToCell(_grid.LinearCellOf(time), row, value);

    /// <summary>Adds one at an instant: counts of samples, of which there are far fewer than a sum can hold.</summary>
    public void Count(int row, long time) => Values[IndexOf(_grid.LinearCellOf(time), row)]++;

    /// <summary>Adds to each cell the nanoseconds of it that a stretch of time covers.</summary>
    public void AddStretch(int row, long start, long end)
    {
        long first = _grid.LinearCellOf(start);
        long last = _grid.LinearCellOf(end - 1);
        if (first == last)
        {
            AddToCell(first, row, end - start);
            return;
        }

        AddToCell(first, row, _grid.StartOf(first + 1) - start);
        AddToCell(last, row, end - _grid.StartOf(last));
        _covers ??= new long[Values.Length];
        _covers[IndexOf(first + 1, row)]++;
        _covers[IndexOf(last, row)]--;
    }

    /// <summary>The cells; nothing may be added afterwards.</summary>
    public long[] Finish()
    {
        if (_covers is not null)
        {
            for (int row = 0; row < _rows; row++)
            {
                long covers = 0;
                for (int index = row; index < Values.Length; index += _rows)
                {
                    long cell = index / _rows;
                    covers += _covers[index];
                    Values[index] = (long)Int128.Min(
                        long.MaxValue, Values[index] + ((Int128)covers * (_grid.StartOf(cell + 1) - _grid.StartOf(cell))));
                }
            }
        }

        return Values;
    }

    private void AddToCell(long cell, int row, long value)
    {
        ref long sum = ref Values[IndexOf(cell, row)];
        sum = Saturating.Add(sum, value);
    }

    private int IndexOf(long cell, int row) => (int)((cell * _rows) + row);
}
