using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.HeatMaps;

/// <summary>The size and place of a map, worked out before anything is counted.</summary>
internal readonly record struct HeatMapLayout(
    long ProfileOrigin, long Origin, int Columns, int Rows, long ColumnWidth, TimeRange Captured)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <exception cref="InvalidOperationException">The map would have more cells than allowed.</exception>
    public static HeatMapLayout Of(SampleStore store, HeatMapOptions options)
    {
        long origin = OriginOf(store, options.Origin);
        HeatMapGrid grid = new(origin, options.ColumnWidth, options.Rows);
        TimeRange drawn = options.Range is TimeRange range ? store.TimeRange.Intersect(range) : store.TimeRange;
        if (drawn.IsEmpty)
        {
            return new HeatMapLayout(origin, origin, 0, options.Rows, options.ColumnWidth, drawn);
        }

        Int128 first = options.Range is null ? 0 : grid.ColumnOf(drawn.Start);
        Int128 columns = grid.ColumnOf(drawn.End - 1) - first + 1;
        if (columns * options.Rows > options.MaxCells)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"""
                A heat map from {drawn.Start / 1e9:F3} s to {drawn.End / 1e9:F3} s in columns of {options.ColumnWidth / 1e9} s and {options.Rows} rows has {columns * options.Rows} cells, more than the {options.MaxCells} allowed (MaxCells). Draw a shorter range or wider columns.
                """));
        }

        long start = (long)(origin + (first * options.ColumnWidth));
        return new HeatMapLayout(origin, start, (int)columns, options.Rows, options.ColumnWidth, drawn);
    }

    private static long OriginOf(SampleStore store, HeatMapOrigin origin)
    {
        if (store.Count == 0)
        {
            return 0;
        }

        long first = store.Times[0];
        long intoSecond = ((first % NanosecondsPerSecond) + NanosecondsPerSecond) % NanosecondsPerSecond;
        return origin == HeatMapOrigin.FirstSample || first < long.MinValue + intoSecond ? first : first - intoSecond;
    }
}
