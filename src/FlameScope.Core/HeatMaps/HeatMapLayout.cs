namespace FlameScope.HeatMaps;

/// <summary>The size and place of a map, worked out before anything is counted.</summary>
internal readonly record struct HeatMapLayout(
    long ProfileOrigin, long Origin, int Columns, int Rows, long ColumnWidth, TimeRange Captured)
{
    /// <exception cref="InvalidOperationException">The map would have more cells than allowed.</exception>
    public static HeatMapLayout Of(SampleStore store, HeatMapOptions options, int rows)
    {
        long origin = options.Origin == HeatMapOrigin.FirstSample ? store.TimeRange.Start : store.Origin;
        HeatMapGrid grid = new(origin, options.ColumnWidth, 1);
        TimeRange drawn = options.Range is TimeRange range ? store.TimeRange.Intersect(range) : store.TimeRange;
        if (drawn.IsEmpty)
        {
            return new HeatMapLayout(origin, origin, 0, rows, options.ColumnWidth, drawn);
        }

        Int128 first = options.Range is null ? 0 : grid.ColumnOf(drawn.Start);
        Int128 columns = grid.ColumnOf(drawn.End - 1) - first + 1;
        if (columns * rows > options.MaxCells)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"""
                A heat map from {drawn.Start / 1e9:F3} s to {drawn.End / 1e9:F3} s in columns of {options.ColumnWidth / 1e9} s and {rows} rows has {columns * rows} cells, more than the {options.MaxCells} allowed (MaxCells). Draw a shorter range or wider columns.
                """));
        }

        long start = (long)(origin + (first * options.ColumnWidth));
        return new HeatMapLayout(origin, start, (int)columns, rows, options.ColumnWidth, drawn);
    }
}
