namespace FlameScope.HeatMaps;

/// <summary>The size and place of a map, worked out before anything is counted.</summary>
internal readonly record struct HeatMapLayout(
    long ProfileOrigin, long Origin, int Columns, int Rows, long ColumnWidth, TimeRange Captured)
{
    /// <exception cref="InvalidOperationException">The map would have more cells than allowed.</exception>
    public static HeatMapLayout Create(ProfileSlice slice, HeatMapOptions options, int rows)
    {
        Profile profile = slice.Profile;
        long width = options.ColumnNanoseconds;
        long origin = options.Origin == HeatMapOrigin.FirstSample ? profile.TimeRange.Start : profile.Origin;
        HeatMapGrid grid = new(origin, width, 1);
        TimeRange drawn = slice.Range is TimeRange range ? profile.TimeRange.Intersect(range) : profile.TimeRange;
        if (drawn.IsEmpty)
        {
            return new HeatMapLayout(origin, origin, 0, rows, width, drawn);
        }

        Int128 first = slice.Range is null ? 0 : grid.ColumnOf(drawn.Start);
        Int128 columns = grid.ColumnOf(drawn.End - 1) - first + 1;
        if (columns * rows > options.MaxCells)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"""
                A heat map from {drawn.Start / 1e9:F3} s to {drawn.End / 1e9:F3} s in columns of {width / 1e9} s and {rows} rows has {columns * rows} cells, more than the {options.MaxCells} allowed (MaxCells). Draw a shorter range or wider columns.
                """));
        }

        long start = (long)(origin + (first * width));
        return new HeatMapLayout(origin, start, (int)columns, rows, width, drawn);
    }
}
