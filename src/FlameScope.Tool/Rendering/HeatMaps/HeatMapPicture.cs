using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>A heat map folded to what a terminal has room for: whole columns and rows of the map added up.</summary>
/// <remarks>Adding up columns keeps what a row means, the offset; so periodic work stays a visible line.</remarks>
internal sealed class HeatMapPicture
{
    /// <summary>The value of a cell that lies outside the recording: it says nothing, not even 0.</summary>
    public const long NoData = -1;

    private const int WidestCell = 4;
    private const int MaxBands = 3;
    private static readonly int[] NiceColumns = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 43_200, 86_400];

    private readonly long[] _cells;

    private HeatMapPicture(HeatMap map, int rowsEach, int columnsEach, int width)
    {
        Map = map;
        RowsEach = rowsEach;
        ColumnsEach = columnsEach;
        Rows = DivideUp(map.Rows, rowsEach);
        Columns = DivideUp(map.Columns, columnsEach);
        CellWidth = Math.Clamp(width / Math.Max(1, Columns), 1, WidestCell);
        int bands = Math.Max(1, DivideUp(Columns, width));
        int even = DivideUp(DivideUp(Columns, bands), 10) * 10;
        BandColumns = bands == 1 ? Columns : Math.Min(even, width);
        _cells = new long[Columns * Rows];
        ColumnTotals = new long[Columns];
    }

    public HeatMap Map { get; }

    /// <summary>Rows of the map in one drawn row.</summary>
    public int RowsEach { get; }

    /// <summary>Columns of the map in one drawn column.</summary>
    public int ColumnsEach { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Characters across that one cell takes.</summary>
    public int CellWidth { get; }

    /// <summary>Drawn columns that stand side by side; the others follow in bands below.</summary>
    public int BandColumns { get; }

    public long[] ColumnTotals { get; }

    public ReadOnlySpan<long> Cells => _cells;

    /// <summary>Nanoseconds of one drawn column.</summary>
    public Int128 ColumnWidth => (Int128)Map.ColumnWidth * ColumnsEach;

    public long this[int column, int row] => _cells[(column * Rows) + row];

    /// <param name="map">A map with at least one column.</param>
    /// <param name="captured">The part of time that the recording tells about.</param>
    /// <param name="width">Characters across that there is room for.</param>
    /// <param name="mostRows">Rows that there is room for.</param>
    public static HeatMapPicture Of(HeatMap map, TimeRange captured, int width, int mostRows)
    {
        HeatMapPicture picture = new(map, DivideUp(map.Rows, mostRows), ColumnsFor(map.Columns, width), width);
        picture._cells.AsSpan().Fill(NoData);
        for (int column = 0; column < map.Columns; column++)
        {
            picture.ColumnTotals[column / picture.ColumnsEach] += map.ColumnTotals[column];
            ReadOnlySpan<long> values = map.Column(column);
            for (int row = 0; row < values.Length; row++)
            {
                TimeRange time = map.RangeOf(new HeatMapCell(column, row));
                if (time.Start < captured.End && time.End > captured.Start)
                {
                    picture.Add(column, row, values[row]);
                }
            }
        }

        return picture;
    }

    private static int ColumnsFor(int columns, int width)
    {
        int needed = columns <= width * MaxBands ? 1 : DivideUp(columns, width);
        foreach (int nice in NiceColumns)
        {
            if (nice >= needed)
            {
                return nice;
            }
        }

        return needed;
    }

    private static int DivideUp(int value, int divisor) => (int)(((long)value + divisor - 1) / divisor);

    private void Add(int column, int row, long value)
    {
        ref long cell = ref _cells[(column / ColumnsEach * Rows) + (row / RowsEach)];
        cell = Math.Max(cell, 0) + value;
    }
}
