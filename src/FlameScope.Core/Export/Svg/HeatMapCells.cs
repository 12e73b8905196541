namespace FlameScope.Export.Svg;

/// <summary>The cells of a map as they are drawn: where there are too many, neighbours are joined, and the fullest of them is shown.</summary>
internal sealed class HeatMapCells
{
    private readonly HeatMap _map;

    /// <param name="map">The map.</param>
    /// <param name="maxColumns">The most columns to draw, at least 1.</param>
    /// <param name="maxRows">The most rows to draw, at least 1.</param>
    public HeatMapCells(HeatMap map, int maxColumns, int maxRows)
    {
        _map = map;
        ColumnsJoined = Math.Max(1, DivideUp(map.Columns, maxColumns));
        RowsJoined = Math.Max(1, DivideUp(map.Rows, maxRows));
        Columns = DivideUp(map.Columns, ColumnsJoined);
        Rows = DivideUp(map.Rows, RowsJoined);
    }

    /// <summary>The map's columns in one that is drawn.</summary>
    public int ColumnsJoined { get; }

    /// <summary>The map's rows in one that is drawn.</summary>
    public int RowsJoined { get; }

    /// <summary>Columns that are drawn; the last one may have fewer of the map's.</summary>
    public int Columns { get; }

    /// <summary>Rows that are drawn; the last one may have fewer of the map's.</summary>
    public int Rows { get; }

    /// <summary>Whether what is drawn may have several cells of the map.</summary>
    public bool AreJoined => ColumnsJoined > 1 || RowsJoined > 1;

    /// <summary>Whether the last column that is drawn is one of the map alone.</summary>
    public bool IsLastColumnAlone => _map.Columns - ((Columns - 1) * ColumnsJoined) == 1;

    /// <summary>The fullest of the map's columns in one that is drawn; the first of several that are as full.</summary>
    public int FullestColumn(int column)
    {
        int end = Math.Min(_map.Columns, (column + 1) * ColumnsJoined);
        int fullest = column * ColumnsJoined;
        for (int one = fullest + 1; one < end; one++)
        {
            fullest = _map.ColumnTotals[one] > _map.ColumnTotals[fullest] ? one : fullest;
        }

        return fullest;
    }

    /// <summary>The fullest of the map's cells in one that is drawn; the earliest of several that are as full.</summary>
    public HeatMapCell Fullest(int column, int row)
    {
        HeatMapCell fullest = new(column * ColumnsJoined, row * RowsJoined);
        if (!AreJoined)
        {
            return fullest;
        }

        int lastColumn = Math.Min(_map.Columns, (column + 1) * ColumnsJoined);
        int lastRow = Math.Min(_map.Rows, (row + 1) * RowsJoined);
        for (int c = fullest.Column, first = fullest.Row; c < lastColumn; c++)
        {
            ReadOnlySpan<long> values = _map.Column(c);
            for (int r = first; r < lastRow; r++)
            {
                fullest = values[r] > ValueOf(fullest) ? new HeatMapCell(c, r) : fullest;
            }
        }

        return fullest;
    }

    /// <summary>The value of one of the map's cells.</summary>
    public long ValueOf(HeatMapCell cell) => _map.Column(cell.Column)[cell.Row];

    private static int DivideUp(int value, int by) => (int)(((long)value + by - 1) / by);
}
