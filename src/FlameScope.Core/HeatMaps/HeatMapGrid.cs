namespace FlameScope.HeatMaps;

/// <summary>The arithmetic between times and cells, all in integers.</summary>
internal readonly struct HeatMapGrid
{
    private readonly long _origin;
    private readonly long _width;
    private readonly int _rows;
    private readonly bool _fitsLong;

    /// <param name="origin">First nanosecond of column 0.</param>
    /// <param name="width">Nanoseconds a column.</param>
    /// <param name="rows">Rows a column.</param>
    public HeatMapGrid(long origin, long width, int rows)
    {
        _origin = origin;
        _width = width;
        _rows = rows;
        _fitsLong = width <= long.MaxValue / rows;
    }

    /// <summary>The column of an instant; negative before the origin.</summary>
    public Int128 ColumnOf(long time)
    {
        Int128 offset = (Int128)time - _origin;
        return offset >= 0 ? offset / _width : (offset - _width + 1) / _width;
    }

    /// <summary>The cell, counted along time (column by column), of an instant at or after the origin.</summary>
    public long LinearCellOf(long time)
    {
        // Within a map both fit: the cells are bounded, and so is their number.
        ulong offset = (ulong)(time - _origin);
        ulong column = offset / (ulong)_width;
        ulong inside = offset - (column * (ulong)_width);
        return (long)((column * (ulong)_rows) + RowOf(inside));
    }

    /// <summary>The row of an instant by how far it is inside its column.</summary>
    public ulong RowOf(ulong inside) => _fitsLong
        ? inside * (ulong)_rows / (ulong)_width
        : (ulong)((UInt128)inside * (ulong)_rows / (ulong)_width);

    /// <summary>First nanosecond of a cell counted along time; saturates at the ends of <see cref="long"/>.</summary>
    public long StartOf(long linearCell)
    {
        (Int128 column, Int128 row) = Int128.DivRem(linearCell, _rows);
        Int128 start = _origin + (column * _width) + (((row * _width) + _rows - 1) / _rows);
        return (long)Int128.Clamp(start, long.MinValue, long.MaxValue);
    }

    /// <summary>The range of a run of cells.</summary>
    public TimeRange RangeOf(long firstCell, long endCell) => new(StartOf(firstCell), StartOf(endCell));
}
